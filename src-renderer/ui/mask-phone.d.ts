/** Country code, first digit and last four of a phone as the API takes it ("56912344471" → "56 9 •••• 4471"). */
export declare function maskPhone(phone: string): string;
/** "56 9 1234 4471": country code, then the number in the country's own grouping. */
export declare function fullPhone(phone: string): string;

import { AccountDraft } from '../../src-contract/model/account.ts';
import type { AccountColour, AccountView, Algorithm, NxlinkRegion } from '../../src-contract/model/account.ts';
/** What stands in the account form: both kinds at once, so that switching loses nothing. */
export interface AccountValues {
    readonly kind: 'callbot' | 'nxlink';
    readonly label: string;
    readonly colour: AccountColour;
    readonly uuid: string;
    readonly secretKey: string;
    readonly algorithm: Algorithm;
    readonly callbotBaseUrl: string;
    readonly accessKey: string;
    readonly accessSecret: string;
    readonly region: NxlinkRegion;
    readonly nxlinkBaseUrl: string;
    readonly tenantId: string;
}
export type FieldName = 'label' | 'uuid' | 'secretKey' | 'baseUrl' | 'accessKey' | 'accessSecret' | 'tenantId';
export type IssueName = 'needed' | 'tooLong' | 'digits' | 'baseUrl';
export type Issues = Readonly<Partial<Record<FieldName, IssueName>>>;
/** The form of a new account, or of a kept one (its secret stays where it is). */
export declare function valuesOf(account: AccountView | null): AccountValues;
/** The draft the contract takes. `id` names the account that is edited. */
export declare function draftOf(values: AccountValues, id: string | null): AccountDraft;
/** What keeps the form from being sent, by field. A new account needs its secret. */
export declare function issuesOf(values: AccountValues, id: string | null): Issues;
/** https anywhere; plain http to this computer only. */
export declare function isBaseUrl(text: string): boolean;

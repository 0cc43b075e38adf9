/** Browsers lay out about 33 million pixels at most; half of that leaves room for zoom. */
export declare const MAX_CANVAS_PX = 16000000;
export interface ScrollState {
    /** Where the page's own scroll bar is. */
    readonly scrollTop: number;
    /** Pixels above the first visible one if every row had its full height. */
    readonly offset: number;
}
/** Sizes of a scrolled list: all in pixels. */
export interface ScrollSizes {
    readonly viewport: number;
    /** Height of all rows, without limit. */
    readonly content: number;
}
/** Height of the element that is scrolled. */
export declare const canvasHeight: (sizes: ScrollSizes) => number;
/**
 * Follows the scroll bar. Up to the limit both are one. Beyond it a short way moves the rows by exactly that way,
 * and a long one (dragging the bar) is a jump to that share of the list.
 */
export declare function followScroll(before: ScrollState, scrollTop: number, sizes: ScrollSizes): ScrollState;
/** The scroll state that shows a given offset, for jumps by key. */
export declare function scrollTo(offset: number, sizes: ScrollSizes): ScrollState;
/** First visible row and the one after the last, with some beyond both edges. */
export declare function visibleRows(offset: number, sizes: ScrollSizes, rowHeight: number, rowCount: number, beyond?: number): {
    start: number;
    end: number;
};

/** Builds the page that shows the window over a host in memory. Answers the folder it is in. */
export function buildPage(outDir: string): Promise<string>;

// --8<-- [start:example]
const answer = await fetch("https://doi.org/api/handles/10.7554/elife.01567");
console.log((await answer.json()).handle);
// --8<-- [end:example]

namespace CuaRl.Core.Grpo.Batches;

/// <summary>A picture among the tokens of an observation. Two of the same content are the same.</summary>
/// <param name="Sha256">The hash of its bytes, hexadecimal.</param>
/// <param name="Format">Its format as Tinker names it, <c>png</c> or <c>jpeg</c>.</param>
/// <param name="ExpectedTokens">How many positions it takes in the model's input; at least 1.</param>
public sealed record PictureChunk(string Sha256, string Format, int ExpectedTokens);

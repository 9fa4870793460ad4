namespace CuaRl.TestKit.Tinker.Model;

/// <summary>A sequence that the server was sent to train on.</summary>
/// <param name="Elements">Its tokens, and pictures as the negative number of positions that they take; the last target among them.</param>
/// <param name="Sampled">The logarithm that each target was sampled with.</param>
/// <param name="Advantages">The advantage, or weight, of each.</param>
internal sealed record ServedDatum(IReadOnlyList<int> Elements, double[] Sampled, double[] Advantages);

namespace CuaRl.Core.Trees;

/// <summary>A state in a <see cref="SegmentTree"/>: the segment that owns it, by its number there, and its step.</summary>
public readonly record struct TreePoint(int Segment, long Step);

namespace CuaRl.Core.Policies;

/// <summary>A part of a task's text that can be typed.</summary>
/// <param name="Text">The part.</param>
/// <param name="Hash">Its number.</param>
/// <param name="Form">The number of its form, apart for quoted spans.</param>
/// <param name="Before">The number of the word before it; 1 at the beginning, 0 of a quoted span.</param>
/// <param name="After">The number of the word after it; 1 at the end, 0 of a quoted span.</param>
internal readonly record struct TaskPhrase(string Text, ulong Hash, ulong Form, ulong Before, ulong After);

using System.Collections.Immutable;

namespace CuaRl.Core.Phones.State;

/// <summary>An app in use, with its pages one on the other.</summary>
/// <param name="Package">The app.</param>
/// <param name="Pages">Its pages; the last one is on top, and there is one at least.</param>
internal sealed record AppTask(string Package, ImmutableArray<OpenPage> Pages);

using System.Collections.Immutable;
using CuaRl.Core.Devices.Formats.Calls;

namespace CuaRl.Core.Devices.Formats.CuaRl;

/// <summary>
/// What cua_rl acts on: an element in words, which its grounding model looks for on the screen, or coordinates that the model
/// gives itself.
/// </summary>
/// <param name="Element">The element as a sentence; empty where there are coordinates.</param>
/// <param name="At">Where it is; null as long as only the words are known.</param>
internal sealed record CuaRlTarget(string Element, ScreenPoint? At)
{
    private static readonly (string Member, string Prefix)[] Details =
        [("color", "color "), ("size", "size "), ("location", "location "), ("shape", "shape ")];

    /// <exception cref="FormatException">It is there, but neither words nor coordinates.</exception>
    public static CuaRlTarget? OrNull(CallArguments arguments, string member, ScreenView view) =>
        !arguments.Has(member) ? null
        : arguments.ObjectOrNull(member) is { } target ? Of(target, member, view)
        : Described(arguments.TextOrNull(member), member);

    /// <exception cref="FormatException">It is missing, or neither words nor coordinates.</exception>
    public static CuaRlTarget Required(CallArguments arguments, string member, ScreenView view) =>
        OrNull(arguments, member, view) ?? throw new FormatException($"{member}: is missing");

    /// <summary>What is done to targets, or to be done once their places are known.</summary>
    public static ParsedCall Resolve(
        ScreenView view,
        ImmutableArray<CuaRlTarget> targets,
        Func<ImmutableArray<ScreenPoint>, ImmutableArray<ScreenAction>> act)
    {
        ImmutableArray<string> sought = [.. targets.Where(target => target.At is null).Select(target => target.Element)];
        return sought.IsEmpty
            ? new ParsedCall.Act(act([.. targets.Select(target => target.At!.Value)]))
            : new ParsedCall.NeedsGrounding(sought, view.Screen, found => act(Filled(targets, found)));
    }

    private static CuaRlTarget Of(CallArguments target, string member, ScreenView view)
    {
        if (target.Has("coordinates"))
        {
            return target.Numbers("coordinates", 2) is [var x, var y]
                ? new CuaRlTarget("", view.Point($"{member}.coordinates", x, y))
                : throw new FormatException($"{member}.coordinates: must be two numbers");
        }

        var known = Described(target.TextOrNull("element"), $"{member}.element");
        IEnumerable<string> parts =
        [
            known.Element,
            .. target.TextOrNull("label") is { Length: > 0 } label ? [$"with the text \"{label}\""] : Array.Empty<string>(),
            .. Details
                .Select(detail => (detail.Prefix, Value: target.TextOrNull(detail.Member)))
                .Where(detail => !string.IsNullOrEmpty(detail.Value))
                .Select(detail => detail.Prefix + detail.Value),
        ];
        return new CuaRlTarget(string.Join(", ", parts), null);
    }

    private static CuaRlTarget Described(string? element, string member) => string.IsNullOrWhiteSpace(element)
        ? throw new FormatException($"{member}: is missing; say in words which element is meant")
        : new CuaRlTarget(element, null);

    private static ImmutableArray<ScreenPoint> Filled(ImmutableArray<CuaRlTarget> targets, ImmutableArray<ScreenPoint> found)
    {
        var next = 0;
        return [.. targets.Select(target => target.At ?? found[next++])];
    }
}

using System.Collections.Immutable;
using CuaRl.Core.Devices.Formats.Calls;

namespace CuaRl.Core.Devices.Formats;

/// <summary>A format by its parts: how calls are found in an answer, what each means, how they are written.</summary>
internal sealed class ActionFormat : IActionFormat
{
    public required string Name { get; init; }

    public required Func<ScreenSize, CoordinateSpace> SpaceOf { get; init; }

    /// <summary>The tools, and the argument of each that says what to do; null for one that does one thing.</summary>
    public required ImmutableSortedDictionary<string, string?> Tools { get; init; }

    public required Func<string, ModelAnswer> Read { get; init; }

    /// <summary>What a call means; a <see cref="FormatException"/> names the argument that is wrong.</summary>
    public required Func<string, CallArguments, ScreenView, ParsedCall> Understand { get; init; }

    public required Func<ScreenAction, ScreenView, EncodedCall?> Write { get; init; }

    public CoordinateSpace Space(ScreenSize image) => SpaceOf(image);

    public ImmutableArray<ParsedCall> Parse(string answer, ScreenView view)
    {
        var (found, lastWord) = Read(answer);
        if (found.IsEmpty)
        {
            return [lastWord is null ? Missing() : new ParsedCall.Finish(IsSuccess: true, lastWord)];
        }

        var calls = ImmutableArray.CreateBuilder<ParsedCall>(found.Length);
        foreach (var raw in found)
        {
            // The rest of a batch was meant for the screen that its refused action would have made.
            if (raw.Id is not null && calls.LastOrDefault() is ParsedCall.Error error && error.Id == raw.Id)
            {
                continue;
            }

            var call = Parse(raw, view);
            calls.Add(call);
            view = call is ParsedCall.Act act ? act.Actions.Aggregate(view, (seen, action) => seen.After(action)) : view;
        }

        return calls.DrainToImmutable();
    }

    public EncodedCall? Encode(ScreenAction action, ScreenView view) => Write(action, view);

    private ParsedCall Parse(RawCall raw, ScreenView view) => Understood(raw, view) with
    {
        Id = raw.Id,
        Tool = raw.Tool,
        Arguments = raw.Arguments.ValueKind == default ? null : raw.Arguments.GetRawText(),
    };

    private ParsedCall Understood(RawCall raw, ScreenView view)
    {
        if (raw.Fault is not null)
        {
            return new ParsedCall.Error(CallFault.Parse, raw.Fault);
        }

        if (!Tools.TryGetValue(raw.Tool!, out var kind))
        {
            return new ParsedCall.Error(CallFault.ToolName, $"there is no tool '{raw.Tool}'; there {Names()}");
        }

        if (kind is not null && raw.Arguments.Member(kind) is null)
        {
            return new ParsedCall.Error(CallFault.ToolArgument, $"{kind}: is missing");
        }

        try
        {
            return Understand(raw.Tool!, new CallArguments(raw.Arguments), view);
        }
        catch (FormatException error)
        {
            return new ParsedCall.Error(CallFault.ToolArgument, error.Message, IsCounted: false);
        }
    }

    private ParsedCall.Missing Missing() => new($"the answer holds no tool call; there {Names()}");

    private string Names() => (Tools.Count == 1 ? "is " : "are ") + string.Join(", ", Tools.Keys);
}

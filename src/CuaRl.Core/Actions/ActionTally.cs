using System.Text;
using System.Text.Json;
using CuaRl.Core.Devices.Formats;
using CuaRl.Core.Text;

namespace CuaRl.Core.Actions;

/// <summary>Counts what an agent did in a rollout and what went wrong, call by call, as cua_rl does.</summary>
public sealed class ActionTally
{
    private const string Act = "action";
    private const string Wait = "wait";
    private const string Finish = "finish";
    private const int Never = -1;

    private string? _lastCall;
    private int _repeats;

    /// <summary>Calls that were carried out, finish included.</summary>
    public int NumTotalActions { get; private set; }

    /// <summary>The longest series of the same call of action or wait, counted from the third.</summary>
    public int ConsecutiveRepeatedActions { get; private set; }

    /// <summary>Calls without a name, or with arguments that are no object.</summary>
    public int ParseErrors { get; private set; }

    /// <summary>Calls of a tool that there is not.</summary>
    public int ToolNameErrors { get; private set; }

    /// <summary>Calls of action without an action_type.</summary>
    public int ToolArgErrors { get; private set; }

    /// <summary>Calls that failed.</summary>
    public int RuntimeErrors { get; private set; }

    /// <summary>The first turn in which a call of action or wait worked; -1 for never.</summary>
    public int TurnFirstSuccess { get; private set; } = Never;

    /// <summary>The turn in which finish was called; -1 for never.</summary>
    public int TurnTaskCompleted { get; private set; } = Never;

    /// <summary>Finish was called.</summary>
    public bool AttemptedCompletion => TurnTaskCompleted != Never;

    /// <summary>Whether the turns were used up before finish was called.</summary>
    public static bool RanOutOfTurns(bool isTaskCompleted, int numTurns, int maxTurns) =>
        !isTaskCompleted && numTurns >= maxTurns;

    /// <summary>Counts a call. What follows finish is not carried out, so it is not counted.</summary>
    /// <param name="turn">The turn it is made in, from 1.</param>
    /// <param name="tool">The tool's name; null when the call has none.</param>
    /// <param name="arguments">The arguments, a JSON value in UTF-8; empty for none.</param>
    /// <param name="result">What became of it; without meaning for a call that could not be carried out.</param>
    public void Add(int turn, string? tool, ReadOnlySpan<byte> arguments, CallResult result)
    {
        if (AttemptedCompletion)
        {
            return;
        }

        if (string.IsNullOrEmpty(tool) || (!arguments.IsEmpty && !IsObject(arguments)))
        {
            ParseErrors++;
        }
        else if (tool == Act && !HasActionType(arguments))
        {
            ToolArgErrors++;
        }
        else if (tool is Act or Wait or Finish)
        {
            CountRepeat(tool, arguments);
            CountResult(turn, tool, result);
        }
        else
        {
            ToolNameErrors++;
        }
    }

    /// <summary>Counts a call of whatever format; one of cua_rl's own as the other method does.</summary>
    /// <param name="turn">The turn it is made in, from 1.</param>
    /// <param name="call">The call.</param>
    /// <param name="result">What became of it; without meaning for a call that could not be carried out.</param>
    public void Add(int turn, ParsedCall call, CallResult result)
    {
        if (AttemptedCompletion)
        {
            return;
        }

        switch (call)
        {
            case ParsedCall.Missing:
                break;
            case ParsedCall.Error { Fault: CallFault.Parse }:
                ParseErrors++;
                break;
            case ParsedCall.Error { Fault: CallFault.ToolName }:
                ToolNameErrors++;
                break;
            case ParsedCall.Error { IsCounted: true }:
                ToolArgErrors++;
                break;
            case ParsedCall.Error { Tool: Finish }:
                break;
            case ParsedCall.Finish:
                CountResult(turn, Finish, result);
                break;
            default:
                CountRepeat(call.Tool ?? "", Encoding.UTF8.GetBytes(call.Arguments ?? ""));
                CountResult(turn, Act, call is ParsedCall.Error ? CallResult.Refused : result);
                break;
        }
    }

    private static bool IsObject(ReadOnlySpan<byte> arguments)
    {
        var reader = new Utf8JsonReader(arguments);
        return reader.Read() && reader.TokenType == JsonTokenType.StartObject;
    }

    private static bool HasActionType(ReadOnlySpan<byte> arguments) =>
        !arguments.IsEmpty && CanonicalJson.Members(arguments).ContainsKey("action_type");

    private void CountRepeat(string tool, ReadOnlySpan<byte> arguments)
    {
        if (tool == Finish)
        {
            return;
        }

        var call = $"{tool}:{(arguments.IsEmpty ? "{}" : CanonicalJson.Of(arguments))}";
        _repeats = call == _lastCall ? _repeats + 1 : 0;
        _lastCall = call;
        ConsecutiveRepeatedActions = Math.Max(ConsecutiveRepeatedActions, _repeats - 1);
    }

    private void CountResult(int turn, string tool, CallResult result)
    {
        if (result == CallResult.Failed)
        {
            RuntimeErrors++;
            return;
        }

        if (result == CallResult.Refused)
        {
            return;
        }

        NumTotalActions++;
        if (tool == Finish)
        {
            TurnTaskCompleted = turn;
        }
        else if (TurnFirstSuccess == Never && result == CallResult.Worked)
        {
            TurnFirstSuccess = turn;
        }
    }
}

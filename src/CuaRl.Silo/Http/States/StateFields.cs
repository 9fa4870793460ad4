using System.Text;
using System.Text.Json;

namespace CuaRl.Silo.Http.States;

/// <summary>The names of a state's fields in bodies.</summary>
internal static class StateFields
{
    public const string Observation = "observation";
    public const string Action = "action";
    public const string Reward = "reward";
    public const string Done = "done";
    public const string Truncated = "truncated";
    public const string Info = "info";
    public const string ExtraMetadata = "extra_metadata";
    public const string StepNumber = "step_number";
    public const string ParentStateId = "parent_state_id";
    public const string TokenIds = "token_ids";
    public const string LogProbabilities = "log_probabilities";
    public const string Blobs = "blobs";

    /// <summary>Whether exports have it beside what a state is made of.</summary>
    public static bool IsOfExports(string field) => field is "id" or "run_id" or "step" or "created_at";

    /// <summary>The name that the reader stands on.</summary>
    public static string At(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped)
        {
            return Unescaped(ref reader);
        }

        var name = reader.ValueSpan;
        return name.SequenceEqual("observation"u8) ? Observation
            : name.SequenceEqual("action"u8) ? Action
            : name.SequenceEqual("reward"u8) ? Reward
            : name.SequenceEqual("done"u8) ? Done
            : name.SequenceEqual("truncated"u8) ? Truncated
            : name.SequenceEqual("info"u8) ? Info
            : name.SequenceEqual("extra_metadata"u8) ? ExtraMetadata
            : name.SequenceEqual("step_number"u8) ? StepNumber
            : name.SequenceEqual("parent_state_id"u8) ? ParentStateId
            : name.SequenceEqual("token_ids"u8) ? TokenIds
            : name.SequenceEqual("log_probabilities"u8) ? LogProbabilities
            : name.SequenceEqual("blobs"u8) ? Blobs
            : name.SequenceEqual("id"u8) ? "id"
            : name.SequenceEqual("run_id"u8) ? "run_id"
            : name.SequenceEqual("step"u8) ? "step"
            : name.SequenceEqual("created_at"u8) ? "created_at"
            : Encoding.UTF8.GetString(name);
    }

    private static string Unescaped(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan); // With its half a surrogate pair as it was sent: none of ours.
        }
    }
}

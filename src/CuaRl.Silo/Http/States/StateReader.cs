using System.Text.Json;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.States;

/// <summary>
/// Reads states out of JSON in one pass and without a document between, since streams of them are the service's busiest
/// input. A field sent twice counts once, the last time; one that is none of a state's is refused in our own style.
/// </summary>
internal static class StateReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = RequestBody.MaxDepth };

    /// <summary>Reads one state that is the whole text.</summary>
    /// <exception cref="RequestInvalidException">It is no state; every field that is wrong is named.</exception>
    public static StateInput Parse(ReadOnlySpan<byte> utf8, StateStyle style)
    {
        RequestBody.CheckText(utf8);
        try
        {
            var reader = new Utf8JsonReader(utf8, Options);
            reader.Read();
            var errors = new FieldErrors("body");
            var draft = new StateDraft(utf8, style, errors);
            Read(ref reader, ref draft, errors);
            reader.Read(); // Throws when something follows.
            return draft.Finish();
        }
        catch (JsonException error)
        {
            throw RequestBody.NotJson(error);
        }
    }

    /// <summary>Reads <c>{"states": [...], "expected_head": n}</c>.</summary>
    /// <exception cref="RequestInvalidException">It is something else; every field of the first state that is wrong is named.</exception>
    public static (List<StateContent> States, long? ExpectedHead) ParseMany(ReadOnlySpan<byte> utf8)
    {
        RequestBody.CheckText(utf8);
        var errors = new FieldErrors("body");
        List<StateContent>? states = null;
        long? head = null;
        try
        {
            var reader = new Utf8JsonReader(utf8, Options);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                reader.Read();
                throw RequestBody.NotAnObject();
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isStates = reader.ValueTextEquals("states"u8);
                var isHead = reader.ValueTextEquals("expected_head"u8);
                if (!isStates && !isHead)
                {
                    errors.AddUnknown(StateFields.At(ref reader));
                }

                reader.Read();
                if (isStates && reader.TokenType == JsonTokenType.StartArray)
                {
                    states = ReadMany(ref reader, utf8);
                }
                else if (isStates)
                {
                    errors.Add("states", "list_type", "Input should be a valid list");
                    reader.Skip();
                }
                else if (isHead)
                {
                    head = JsonFields.OptionalInteger(ref reader, "expected_head", -1, errors);
                }
                else
                {
                    reader.Skip();
                }
            }

            reader.Read();
        }
        catch (JsonException error)
        {
            throw RequestBody.NotJson(error);
        }

        errors.ThrowIfAny();
        return states is not null
            ? (states, head)
            : throw new RequestInvalidException(FieldError.InBody("states", "missing", "Field required"));
    }

    private static List<StateContent> ReadMany(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
    {
        var states = new List<StateContent>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var errors = new FieldErrors("body", "states", $"{states.Count}");
            var draft = new StateDraft(utf8, StateStyle.Own, errors);
            Read(ref reader, ref draft, errors);
            states.Add(draft.Finish().Content);
        }

        return states;
    }

    private static void Read(ref Utf8JsonReader reader, ref StateDraft draft, FieldErrors errors)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            throw errors.NotAnObject();
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = StateFields.At(ref reader);
            reader.Read();
            draft.Take(field, ref reader);
        }
    }
}

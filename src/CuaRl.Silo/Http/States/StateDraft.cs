using System.Collections.Immutable;
using System.Text.Json;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.States;

/// <summary>A state while its fields are being read.</summary>
/// <param name="utf8">The text that the reader reads, for what is kept as raw bytes.</param>
/// <param name="style">Whose rules it follows.</param>
/// <param name="errors">Takes what is wrong.</param>
internal ref struct StateDraft(ReadOnlySpan<byte> utf8, StateStyle style, FieldErrors errors)
{
    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private readonly bool _isOriginal = style == StateStyle.Original;
    private JsonText? _info = style == StateStyle.Original ? JsonText.EmptyObject : null;
    private JsonText? _metadata = style == StateStyle.Original ? JsonText.EmptyObject : null;
    private JsonText? _observation;
    private JsonText? _action;
    private string? _parent;
    private double? _reward;
    private long? _step;
    private bool _done;
    private bool _truncated;
    private bool _hasObservation;
    private bool _hasStep;
    private ImmutableArray<int> _tokens = [];
    private ImmutableArray<float> _logarithms = [];
    private ImmutableArray<string> _blobs = [];

    /// <summary>Takes the value that the reader stands on, and leaves the reader where it ends.</summary>
    public void Take(string field, ref Utf8JsonReader reader)
    {
        switch (field)
        {
            case StateFields.Observation:
                _hasObservation = true;
                _observation = _isOriginal
                    ? JsonFields.Array(ref reader, _utf8, field, errors)
                    : JsonFields.Any(ref reader, _utf8, field, errors);
                break;
            case StateFields.Action:
                _action = JsonFields.OptionalAny(ref reader, _utf8, field, errors);
                break;
            case StateFields.Info:
                _info = Extra(field, ref reader);
                break;
            case StateFields.ExtraMetadata:
                _metadata = Extra(field, ref reader);
                break;
            case StateFields.Reward:
                _reward = JsonFields.OptionalNumber(ref reader, field, errors);
                break;
            case StateFields.Done:
                _done = JsonFields.Boolean(ref reader, field, errors);
                break;
            case StateFields.Truncated:
                _truncated = JsonFields.Boolean(ref reader, field, errors);
                break;
            case StateFields.StepNumber:
                _hasStep = reader.TokenType != JsonTokenType.Null || !_isOriginal;
                _step = JsonFields.OptionalInteger(ref reader, field, 0, errors);
                break;
            case StateFields.ParentStateId:
                _parent = JsonFields.OptionalText(ref reader, field, errors);
                break;
            case StateFields.TokenIds when !_isOriginal:
                _tokens = JsonFields.Integers(ref reader, field, errors);
                break;
            case StateFields.LogProbabilities when !_isOriginal:
                _logarithms = JsonFields.Numbers(ref reader, field, errors);
                break;
            case StateFields.Blobs when !_isOriginal:
                _blobs = JsonFields.Hashes(ref reader, field, errors);
                break;
            default:
                if (!_isOriginal && !StateFields.IsOfExports(field))
                {
                    errors.AddUnknown(field);
                }

                reader.Skip();
                break;
        }
    }

    /// <exception cref="RequestInvalidException">A field is wrong or missing.</exception>
    public readonly StateInput Finish()
    {
        if (!_hasObservation)
        {
            errors.Add(StateFields.Observation, "missing", "Field required");
        }

        if (_isOriginal && !_hasStep)
        {
            errors.Add(StateFields.StepNumber, "missing", "Field required");
        }

        if (_logarithms.Length > 0 && _logarithms.Length != _tokens.Length)
        {
            errors.Add(
                StateFields.LogProbabilities, "value_error",
                $"Input must have one for each of the {_tokens.Length} token_ids, not {_logarithms.Length}");
        }

        errors.ThrowIfAny();
        return new StateInput(
            new StateContent
            {
                Observation = _observation!,
                Action = _action,
                Reward = _reward,
                Done = _done,
                Truncated = _truncated,
                Info = _info,
                ExtraMetadata = _metadata,
                StepNumber = _step,
                TokenIds = _tokens,
                LogProbabilities = _logarithms,
                Blobs = _blobs,
            },
            _parent);
    }

    private readonly JsonText? Extra(string field, ref Utf8JsonReader reader) => _isOriginal
        ? JsonFields.OptionalObject(ref reader, _utf8, field, errors)
        : JsonFields.OptionalAny(ref reader, _utf8, field, errors);
}

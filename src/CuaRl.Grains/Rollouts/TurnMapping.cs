using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CuaRl.Grains.Rollouts;

/// <summary>How a turn is written as a state of its run, and read back. What is absent is left out.</summary>
internal static class TurnMapping
{
    // Text of models is stored as it is, not as escapes three times its size.
    private static readonly TurnJsonContext Json = new(new JsonSerializerOptions(TurnJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <exception cref="InvalidRequestException">JSON of the turn is nested too deep.</exception>
    public static StateContent ToState(ResetObservation reset) => new()
    {
        Observation = Write(
            "text", new ObservationBody { Text = reset.Text, Screenshot = reset.Screenshot }, Json.ObservationBody),
        Info = reset.Info is null ? null : Write("info", new TurnInfoBody { Info = reset.Info }, Json.TurnInfoBody),
        Blobs = Blobs(reset.Screenshot, null),
    };

    /// <exception cref="InvalidRequestException">JSON of the turn is nested too deep.</exception>
    public static StateContent ToState(TurnContent turn)
    {
        var info = new TurnInfoBody
        {
            StageTimings = turn.StageTimings,
            Metrics = turn.Metrics,
            TurnSeconds = turn.TurnSeconds,
            StartTime = turn.StartTime?.ToUniversalTime(),
        };
        return new StateContent
        {
            Observation = Write(
                "observation_text",
                new ObservationBody
                {
                    Text = turn.ObservationText,
                    Screenshot = turn.ScreenshotAfter,
                    ScreenshotBefore = turn.ScreenshotBefore,
                    ElementsBefore = turn.ElementsBefore,
                    DeviceSnapshot = turn.DeviceSnapshot,
                },
                Json.ObservationBody),
            Action = Write(
                "actions",
                new ResponseBody { ModelResponse = turn.ModelResponse, Actions = [.. turn.Actions.Select(Body)] },
                Json.ResponseBody),
            Reward = turn.Reward,
            Done = turn.IsDone,
            Info = info == new TurnInfoBody() ? null : Write("metrics", info, Json.TurnInfoBody),
            ExtraMetadata = turn.ModelInput,
            TokenIds = turn.TokenIds,
            LogProbabilities = turn.LogProbabilities,
            Blobs = Blobs(turn.ScreenshotAfter, turn.ScreenshotBefore, turn.ElementsBefore, turn.DeviceSnapshot),
        };
    }

    /// <param name="state">The state.</param>
    /// <param name="before">The state before it, if it is at hand: its picture is the one that the model saw.</param>
    public static StoredTurn ToTurn(StoredState state, StoredState? before)
    {
        var content = state.Content;
        var observation = Read(content.Observation, Json.ObservationBody);
        var response = Read(content.Action, Json.ResponseBody);
        var info = Read(content.Info, Json.TurnInfoBody);
        return new StoredTurn
        {
            Content = new TurnContent
            {
                Turn = checked((int)state.Id.Step),
                ModelResponse = response?.ModelResponse,
                Actions = [.. (response?.Actions ?? []).Select(Action)],
                ObservationText = observation?.Text,
                ScreenshotAfter = observation?.Screenshot,
                ScreenshotBefore = observation?.ScreenshotBefore,
                ElementsBefore = observation?.ElementsBefore,
                DeviceSnapshot = observation?.DeviceSnapshot,
                ModelInput = content.ExtraMetadata,
                StageTimings = info?.StageTimings,
                Metrics = info?.Metrics,
                Reward = content.Reward,
                IsDone = content.Done,
                StartTime = info?.StartTime,
                TurnSeconds = info?.TurnSeconds,
                TokenIds = content.TokenIds,
                LogProbabilities = content.LogProbabilities,
            },
            State = state.Id,
            ScreenshotBefore = observation?.ScreenshotBefore ?? PictureOf(before),
            CreatedAt = state.CreatedAt,
            Info = info?.Info,
        };
    }

    private static string? PictureOf(StoredState? state) => Read(state?.Content.Observation, Json.ObservationBody)?.Screenshot;

    private static ActionBody Body(TurnAction action) => new()
    {
        ActionType = action.ActionType,
        ToolName = action.ToolName,
        ToolArguments = action.ToolArguments,
        FirstToken = action.FirstToken,
        TokenCount = action.TokenCount,
        Result = action.Result,
    };

    private static TurnAction Action(ActionBody body) => new()
    {
        ActionType = body.ActionType,
        ToolName = body.ToolName,
        ToolArguments = body.ToolArguments,
        FirstToken = body.FirstToken,
        TokenCount = body.TokenCount,
        Result = body.Result,
    };

    /// <summary>Each once, in order.</summary>
    private static ImmutableArray<string> Blobs(params ReadOnlySpan<string?> named)
    {
        var blobs = ImmutableArray.CreateBuilder<string>(named.Length);
        foreach (var blob in named)
        {
            if (blob is not null && !blobs.Contains(blob))
            {
                blobs.Add(blob);
            }
        }

        return blobs.DrainToImmutable();
    }

    private static JsonText Write<T>(string field, T body, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonText.FromUtf8(JsonSerializer.SerializeToUtf8Bytes(body, type));
        }
        catch (FormatException tooDeep)
        {
            throw new InvalidRequestException(field, $"must be JSON of fewer levels: {tooDeep.Message}");
        }
    }

    /// <summary>Null for a state that holds none, or that was appended to the run by other means and holds something else.</summary>
    private static T? Read<T>(JsonText? json, JsonTypeInfo<T> type)
        where T : class
    {
        if (json is null || json.Utf8.Span is not [(byte)'{', ..])
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(json.Utf8.Span, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Buffers;
using System.Text.Json;

namespace CuaRl.Silo.Loop.Rollouts;

/// <summary>How long each stage of a turn takes.</summary>
internal sealed class StageWatch
{
    private readonly TimeProvider _time;
    private readonly List<(string Stage, TimeSpan Took)> _stages = [];
    private readonly long _began;
    private long _last;

    public StageWatch(TimeProvider time)
    {
        (_time, StartedAt) = (time, time.GetUtcNow());
        _began = _last = time.GetTimestamp();
    }

    public DateTimeOffset StartedAt { get; }

    public TimeSpan Elapsed => _time.GetElapsedTime(_began);

    /// <summary>A stage is over, and the next one begins.</summary>
    public void Done(string stage)
    {
        var now = _time.GetTimestamp();
        _stages.Add((stage, _time.GetElapsedTime(_last, now)));
        _last = now;
    }

    /// <summary>The stages so far, in seconds to the microsecond.</summary>
    public JsonText ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (stage, took) in _stages)
            {
                writer.WriteNumber(stage, Math.Round(took.TotalSeconds, 6));
            }

            writer.WriteEndObject();
        }

        return JsonText.FromUtf8(buffer.WrittenSpan);
    }
}

using System.Globalization;
using System.IO.Pipelines;

namespace CuaRl.Silo.Http.Appends;

/// <summary>Writes <c>{"step":n,"id":"RUN.n"}</c> lines, many at a time.</summary>
internal sealed class Acknowledgements(PipeWriter output, string runId)
{
    private const int MaxLine = 128;

    /// <summary>Writes a line a step; nothing is sent yet.</summary>
    public void Write(long first, long last)
    {
        for (var step = first; step <= last; step++)
        {
            System.Text.Unicode.Utf8.TryWrite(
                output.GetSpan(MaxLine), CultureInfo.InvariantCulture, $"{{\"step\":{step},\"id\":\"{runId}.{step}\"}}\n",
                out var written);
            output.Advance(written);
        }
    }
}

#pragma warning disable CA1822 // Part of the engine's own parts, which it holds as instances.
using Orleans.Runtime;

namespace Orleans.Serialization;

/// <summary>
/// What one grain hands to another goes through here, so that neither sees the other's objects and nothing crosses
/// that Orleans would refuse.
/// </summary>
/// <param name="wire">Every value is written to bytes and read back instead of being copied.</param>
internal sealed class Isolation(bool wire = false)
{
    public bool IsWire => wire;

    /// <summary>A copy, or a round trip over bytes where this engine was told so.</summary>
    /// <exception cref="CodecNotFoundException">The type, or one below it, may not cross a grain boundary.</exception>
    public T Pass<T>(T value) => wire ? RoundTrip(value) : Copy(value);

    public T Copy<T>(T value)
    {
        var codec = CodecOf<T>.Value;
        if (codec.IsShallow && !codec.IsOpen)
        {
            return value;
        }

        var context = CopyContext.Rent(CodecOf<T>.MayMeetTwice);
        try
        {
            return codec.Copy(value, context);
        }
        finally
        {
            context.Return();
        }
    }

    public T RoundTrip<T>(T value)
    {
        var codec = CodecOf<T>.Value;
        var writer = WireWriter.Rent();
        try
        {
            codec.Write(writer, value);
            return codec.Read(new WireReader(writer.Detach(), writer.Handles));
        }
        finally
        {
            writer.Return();
        }
    }

    /// <summary>
    /// The exception as its caller sees it. One without a contract is lost on the way, and the caller gets the reason.
    /// </summary>
    public Exception CopyException(Exception exception)
    {
        try
        {
            return Pass(exception);
        }
        catch (CodecNotFoundException missing)
        {
            return missing;
        }
        catch (Exception failure)
        {
            // The edge of every call: a member of the exception that throws must not leave the caller without an answer.
            return new OrleansException(
                $"{exception.GetType()} was thrown and could not be copied for its caller: {failure.GetType()}.");
        }
    }
}

using System.Collections;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Orleans.Serialization;

/// <summary>What every exception takes along: message, stack trace as text, inner exception, result code, data.</summary>
internal static class ExceptionData
{
    public static void Copy(Exception source, Exception target, CopyContext context) => Fill(
        target,
        source.Message,
        source.StackTrace,
        CodecOf<Exception>.Value.Copy(source.InnerException!, context),
        source.HResult,
        CodecOf<Dictionary<object, object?>>.Value.Copy(DataOf(source)!, context));

    public static void Write(WireWriter writer, Exception source)
    {
        writer.WriteText(source.Message);
        writer.WriteText(source.StackTrace);
        CodecOf<Exception>.Value.Write(writer, source.InnerException!);
        writer.WriteRaw(source.HResult);
        CodecOf<Dictionary<object, object?>>.Value.Write(writer, DataOf(source)!);
    }

    public static void Read(WireReader reader, Exception target) => Fill(
        target,
        reader.ReadText(),
        reader.ReadText(),
        CodecOf<Exception>.Value.Read(reader),
        reader.ReadRaw<int>(),
        CodecOf<Dictionary<object, object?>>.Value.Read(reader));

    private static void Fill(
        Exception target, string? message, string? stackTrace, Exception? inner, int result, Dictionary<object, object?>? data)
    {
        Message(target) = message;
        InnerException(target) = inner;
        target.HResult = result;
        foreach (var (key, value) in data ?? [])
        {
            target.Data[key] = value;
        }

        if (stackTrace is not null)
        {
            ExceptionDispatchInfo.SetRemoteStackTrace(target, stackTrace);
        }
    }

    private static Dictionary<object, object?>? DataOf(Exception exception) => exception.Data.Count == 0
        ? null
        : exception.Data.Cast<DictionaryEntry>().ToDictionary(entry => entry.Key, entry => entry.Value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    private static extern ref string? Message(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    private static extern ref Exception? InnerException(Exception exception);
}

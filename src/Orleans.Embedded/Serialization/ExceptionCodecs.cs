using System.Runtime.CompilerServices;

namespace Orleans.Serialization;

/// <summary>
/// Exceptions without a contract: those of the platform are carried by what every exception has; all others have no
/// codec, and the caller gets that as the error.
/// </summary>
internal static class ExceptionCodecs
{
    private static readonly string[] Platform = ["Microsoft", "System", "Azure"];

    public static bool Carries(Type type) => typeof(Exception).IsAssignableFrom(type)
        && type.Namespace is { } name && Platform.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    public static Codec? Create(Type type) => !Carries(type) || ContractShape.HasContract(type)
        ? null
        : (Codec)Activator.CreateInstance(typeof(PlatformCodec<>).MakeGenericType(type))!;

    private sealed class PlatformCodec<T> : ReferenceCodec<T> where T : Exception
    {
        protected override T Duplicate(T value, CopyContext context)
        {
            var copy = Create((value as AggregateException)?.InnerExceptions
                .Select(inner => CodecOf<Exception>.Value.Copy(inner, context)));
            context.Record(value, copy);
            ExceptionData.Copy(value, copy, context);
            return copy;
        }

        public override void WriteBody(WireWriter writer, object value)
        {
            if (value is AggregateException many)
            {
                CodecOf<Exception[]>.Value.Write(writer, [.. many.InnerExceptions]);
            }

            ExceptionData.Write(writer, (Exception)value);
        }

        public override object ReadBody(WireReader reader, int reference)
        {
            var value = Create(typeof(T) == typeof(AggregateException) ? CodecOf<Exception[]>.Value.Read(reader) : null);
            reader.Record(reference, value);
            ExceptionData.Read(reader, value);
            return value;
        }

        private static T Create(IEnumerable<Exception>? inner)
        {
            if (inner is not null && typeof(T) == typeof(AggregateException))
            {
                return (T)(Exception)new AggregateException(inner);
            }

            return typeof(T).GetConstructor(Type.EmptyTypes) is null
                ? Unsafe.As<T>(RuntimeHelpers.GetUninitializedObject(typeof(T)))
                : Activator.CreateInstance<T>();
        }
    }
}

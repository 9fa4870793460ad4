using System.Runtime.CompilerServices;

namespace Orleans.Serialization;

/// <summary>Codecs of types that declare their members: our own contracts, and tuples, whose members are their fields.</summary>
internal static class ContractCodecs
{
    public static Codec? Create(Type type)
    {
        if (!ContractShape.HasContract(type))
        {
            return null;
        }

        var shape = ContractShape.Of(type);
        if (shape.Findings is [var first, ..])
        {
            throw new CodecNotFoundException($"{type} cannot cross a grain boundary: {first}.");
        }

        var isShallow = type.IsDefined(typeof(ImmutableAttribute), inherit: false);
        return Create(type, shape.Members, isShallow);
    }

    public static Codec CreateTuple(Type type)
    {
        var fields = ContractShape.OfFields(type);
        return Create(type, fields, fields.All(field => Codecs.For(field.Type).IsShallow));
    }

    private static Codec Create(Type type, IReadOnlyList<ContractMember> members, bool isShallow)
    {
        var codec = type.IsValueType ? typeof(StructCodec<>) : typeof(ClassCodec<>);
        return (Codec)Activator.CreateInstance(codec.MakeGenericType(type), members, isShallow)!;
    }

    /// <summary>Finds the codecs of all members; an error says which member is the cause.</summary>
    public static void Prepare(Type type, IReadOnlyList<ContractMember> members)
    {
        foreach (var member in members)
        {
            try
            {
                Codecs.For(member.Type);
            }
            catch (CodecNotFoundException missing)
            {
                throw new CodecNotFoundException($"{missing.Message} It is needed by {type}.{member.Name}.");
            }
        }
    }

    private sealed class ClassCodec<T>(IReadOnlyList<ContractMember> members, bool isShallow) : ReferenceCodec<T>
        where T : class
    {
        private readonly bool _isConstructed = typeof(T).GetConstructor(Type.EmptyTypes) is not null;
        private ContractEmitter.Copier<T>? _copy;
        private ContractEmitter.Writer<T>? _write;
        private ContractEmitter.Reader<T>? _read;

        public override bool IsShallow => isShallow;

        public override IEnumerable<Type> Parts => members.Where(member => !member.IsImmutable).Select(member => member.Type);

        public override void Prepare() => ContractCodecs.Prepare(Type, members);

        protected override T Duplicate(T value, CopyContext context) =>
            (_copy ??= ContractEmitter.EmitCopy<T>(members))(value, context);

        public override void WriteBody(WireWriter writer, object value)
        {
            if (value is Exception exception)
            {
                ExceptionData.Write(writer, exception);
            }

            (_write ??= ContractEmitter.EmitWrite<T>(members))(writer, (T)value);
        }

        public override object ReadBody(WireReader reader, int reference)
        {
            var value = reader.Record(reference, _isConstructed
                ? Activator.CreateInstance<T>()
                : Unsafe.As<T>(RuntimeHelpers.GetUninitializedObject(Type)));
            if (value is Exception exception)
            {
                ExceptionData.Read(reader, exception);
            }

            ContractEmitter.ReadMembers(reader, ref value, members, _read ??= ContractEmitter.EmitRead<T>(members));
            return value;
        }
    }

    private sealed class StructCodec<T>(IReadOnlyList<ContractMember> members, bool isShallow) : ValueCodec<T>
        where T : struct
    {
        private ContractEmitter.Copier<T>? _copy;
        private ContractEmitter.Writer<T>? _write;
        private ContractEmitter.Reader<T>? _read;

        public override bool IsShallow => isShallow;

        public override IEnumerable<Type> Parts => members.Where(member => !member.IsImmutable).Select(member => member.Type);

        public override void Prepare() => ContractCodecs.Prepare(Type, members);

        public override T Copy(T value, CopyContext context) =>
            IsShallow ? value : (_copy ??= ContractEmitter.EmitCopy<T>(members))(value, context);

        public override void Write(WireWriter writer, T value) =>
            (_write ??= ContractEmitter.EmitWrite<T>(members))(writer, value);

        public override T Read(WireReader reader)
        {
            var value = default(T);
            ContractEmitter.ReadMembers(reader, ref value, members, _read ??= ContractEmitter.EmitRead<T>(members));
            return value;
        }
    }
}

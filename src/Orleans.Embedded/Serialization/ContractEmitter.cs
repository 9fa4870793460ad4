using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.Serialization;

/// <summary>
/// Compiles the member-by-member work of a contract. Generated code, because it may set what only a constructor or an
/// initializer may set, and because each call between grains pays for it.
/// </summary>
internal static class ContractEmitter
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly MethodInfo Record = typeof(CopyContext).GetMethod(nameof(CopyContext.Record))!;
    private static readonly MethodInfo CopyException = typeof(ExceptionData).GetMethod(nameof(ExceptionData.Copy))!;
    private static readonly MethodInfo MemberwiseCopy = typeof(object).GetMethod(nameof(MemberwiseClone), Any)!;
    private static readonly MethodInfo BeginMember = typeof(WireWriter).GetMethod(nameof(WireWriter.BeginMember))!;
    private static readonly MethodInfo EndMember = typeof(WireWriter).GetMethod(nameof(WireWriter.EndMember))!;
    private static readonly MethodInfo EndMembers = typeof(WireWriter).GetMethod(nameof(WireWriter.EndMembers))!;

    public delegate T Copier<T>(T source, CopyContext context);

    public delegate void Writer<T>(WireWriter writer, T source);

    public delegate void Reader<T>(WireReader reader, ref T target, int index);

    public static Copier<T> EmitCopy<T>(IReadOnlyList<ContractMember> members)
    {
        var type = typeof(T);
        var method = new DynamicMethod($"Copy {type}", type, [type, typeof(CopyContext)], typeof(ContractEmitter), skipVisibility: true);
        var code = method.GetILGenerator();
        var target = code.DeclareLocal(type);
        var isClone = Create(code, type, target, members);
        foreach (var member in members)
        {
            var isShared = member.IsImmutable || Codecs.For(member.Type).IsShallow;
            if (isShared && isClone)
            {
                continue;
            }

            LoadTarget(code, type, target);
            if (isShared)
            {
                LoadSource(code, type, argument: 0);
                Get(code, member);
            }
            else
            {
                code.Emit(OpCodes.Call, CodecOfMember(member));
                LoadSource(code, type, argument: 0);
                Get(code, member);
                code.Emit(OpCodes.Ldarg_1);
                code.Emit(OpCodes.Callvirt, CodecMethod(member.Type, nameof(Codec<>.Copy)));
            }

            Set(code, member);
        }

        code.Emit(OpCodes.Ldloc, target);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Copier<T>>();
    }

    public static Writer<T> EmitWrite<T>(IReadOnlyList<ContractMember> members)
    {
        var type = typeof(T);
        var method = new DynamicMethod($"Write {type}", null, [typeof(WireWriter), type], typeof(ContractEmitter), skipVisibility: true);
        var code = method.GetILGenerator();
        var start = code.DeclareLocal(typeof(int));
        foreach (var member in members)
        {
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldc_I4, member.Level);
            code.Emit(OpCodes.Ldc_I4, (int)member.Id);
            code.Emit(OpCodes.Call, BeginMember);
            code.Emit(OpCodes.Stloc, start);
            code.Emit(OpCodes.Call, CodecOfMember(member));
            code.Emit(OpCodes.Ldarg_0);
            LoadSource(code, type, argument: 1);
            Get(code, member);
            code.Emit(OpCodes.Callvirt, CodecMethod(member.Type, nameof(Codec<>.Write)));
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldloc, start);
            code.Emit(OpCodes.Call, EndMember);
        }

        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, EndMembers);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Writer<T>>();
    }

    public static Reader<T> EmitRead<T>(IReadOnlyList<ContractMember> members)
    {
        var type = typeof(T);
        var method = new DynamicMethod($"Read {type}", null, [typeof(WireReader), type.MakeByRefType(), typeof(int)],
            typeof(ContractEmitter), skipVisibility: true);
        var code = method.GetILGenerator();
        var cases = members.Select(_ => code.DefineLabel()).ToArray();
        code.Emit(OpCodes.Ldarg_2);
        code.Emit(OpCodes.Switch, cases);
        code.Emit(OpCodes.Ret);
        for (var i = 0; i < cases.Length; i++)
        {
            code.MarkLabel(cases[i]);
            code.Emit(OpCodes.Ldarg_1);
            if (!type.IsValueType)
            {
                code.Emit(OpCodes.Ldind_Ref);
            }

            code.Emit(OpCodes.Call, CodecOfMember(members[i]));
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Callvirt, CodecMethod(members[i].Type, nameof(Codec<>.Read)));
            Set(code, members[i]);
            code.Emit(OpCodes.Ret);
        }

        return method.CreateDelegate<Reader<T>>();
    }

    public static void ReadMembers<T>(WireReader reader, ref T target, IReadOnlyList<ContractMember> members, Reader<T> read)
    {
        while (reader.NextMember(out var level, out var id, out var end))
        {
            for (var i = 0; i < members.Count; i++)
            {
                if (members[i].Level == level && members[i].Id == (uint)id)
                {
                    read(reader, ref target, i);
                    break;
                }
            }

            reader.Skip(end);
        }
    }

    /// <summary>
    /// Leaves a new object in <paramref name="target"/>: by the public parameterless constructor, as Orleans does, where
    /// there is one and it could set a field that does not travel; else as a clone whose other fields are emptied. Says
    /// whether it is a clone, which has its shared members already.
    /// </summary>
    private static bool Create(ILGenerator code, Type type, LocalBuilder target, IReadOnlyList<ContractMember> members)
    {
        if (type.IsValueType)
        {
            return false;
        }

        var isException = typeof(Exception).IsAssignableFrom(type);
        var others = FieldsOf(type).Where(field => members.All(member => member.Source != field)).ToList();
        var constructor = isException || others.Count > 0 ? type.GetConstructor(Type.EmptyTypes) : null;
        if (constructor is not null)
        {
            code.Emit(OpCodes.Newobj, constructor);
        }
        else if (isException)
        {
            code.Emit(OpCodes.Ldtoken, type);
            code.Emit(OpCodes.Call, typeof(Type).GetMethod(nameof(Type.GetTypeFromHandle))!);
            code.Emit(OpCodes.Call, typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.GetUninitializedObject))!);
        }
        else
        {
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Call, MemberwiseCopy);
        }

        code.Emit(OpCodes.Stloc, target);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldloc, target);
        code.Emit(OpCodes.Call, Record);
        if (isException)
        {
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldloc, target);
            code.Emit(OpCodes.Ldarg_1);
            code.Emit(OpCodes.Call, CopyException);
        }

        var isClone = constructor is null && !isException;
        if (isClone)
        {
            foreach (var field in others)
            {
                code.Emit(OpCodes.Ldloc, target);
                code.Emit(OpCodes.Ldflda, field);
                code.Emit(OpCodes.Initobj, field.FieldType);
            }
        }

        return isClone;
    }

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (var level = type; level is not null; level = level.BaseType)
        {
            foreach (var field in level.GetFields(Any | BindingFlags.DeclaredOnly).Where(field => !field.IsStatic))
            {
                yield return field;
            }
        }
    }

    private static MethodInfo CodecOfMember(ContractMember member) =>
        typeof(CodecOf<>).MakeGenericType(member.Type).GetProperty(nameof(CodecOf<>.Value))!.GetMethod!;

    private static MethodInfo CodecMethod(Type type, string name) => typeof(Codec<>).MakeGenericType(type).GetMethod(name)!;

    private static void LoadTarget(ILGenerator code, Type type, LocalBuilder target) =>
        code.Emit(type.IsValueType ? OpCodes.Ldloca : OpCodes.Ldloc, target);

    private static void LoadSource(ILGenerator code, Type type, byte argument) =>
        code.Emit(type.IsValueType ? OpCodes.Ldarga_S : OpCodes.Ldarg_S, argument);

    private static void Get(ILGenerator code, ContractMember member)
    {
        if (member.Source is FieldInfo field)
        {
            code.Emit(OpCodes.Ldfld, field);
        }
        else
        {
            code.Emit(OpCodes.Call, ((PropertyInfo)member.Source).GetMethod!);
        }
    }

    private static void Set(ILGenerator code, ContractMember member)
    {
        if (member.Source is FieldInfo field)
        {
            code.Emit(OpCodes.Stfld, field);
        }
        else
        {
            code.Emit(OpCodes.Call, ((PropertyInfo)member.Source).SetMethod!);
        }
    }
}

using System.Reflection;
using System.Reflection.Emit;

namespace Orleans.Runtime;

/// <summary>
/// Emits, for an interface, a reference class with a typed request class for each method, so that a call boxes nothing
/// and reaches the grain by one interface call.
/// </summary>
internal static class ProxyEmitter
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private const MethodAttributes Override =
        MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig | MethodAttributes.Final;

    private static readonly Type[] ReferenceParameters = [typeof(GrainId), typeof(InterfaceInfo), typeof(CallSender)];
    private static readonly DynamicAssembly Assembly = new();
    private static readonly Lock Gate = new();

    public static Func<GrainId, InterfaceInfo, CallSender, GrainReference> Emit(Type type, MethodShape[] methods)
    {
        lock (Gate)
        {
            Assembly.Reach(type);
            var proxy = Assembly.DefineType($"{type.FullName}.Reference", typeof(GrainReference));
            proxy.AddInterfaceImplementation(type);
            EmitConstructor(proxy);
            for (var index = 0; index < methods.Length; index++)
            {
                EmitMethod(proxy, methods[index], index);
            }

            var constructor = proxy.CreateType().GetConstructor(Instance, ReferenceParameters)!;
            var create = new DynamicMethod("Create", typeof(GrainReference), ReferenceParameters, typeof(ProxyEmitter), true);
            var il = create.GetILGenerator();
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldarg_2);
            il.Emit(OpCodes.Newobj, constructor);
            il.Emit(OpCodes.Ret);
            return create.CreateDelegate<Func<GrainId, InterfaceInfo, CallSender, GrainReference>>();
        }
    }

    private static void EmitConstructor(TypeBuilder proxy)
    {
        var il = proxy.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, ReferenceParameters).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Ldarg_3);
        il.Emit(OpCodes.Call, typeof(GrainReference).GetConstructor(Instance, ReferenceParameters)!);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitMethod(TypeBuilder proxy, MethodShape shape, int index)
    {
        var method = shape.Method;
        if (method.IsGenericMethod)
        {
            throw new NotSupportedException(
                $"{shape} is a generic method, which the embedded engine does not carry; build with OrleansEngine=packages.");
        }

        var parameters = method.GetParameters();
        Assembly.Reach(method.ReturnType);
        Array.ForEach(parameters, parameter => Assembly.Reach(parameter.ParameterType));

        var (kind, result, send) = KindOf(shape);
        var (request, arguments) = EmitRequest(proxy, shape, index, kind, result);

        var types = Array.ConvertAll(parameters, parameter => parameter.ParameterType);
        var body = proxy.DefineMethod($"{method.DeclaringType!.FullName}.{method.Name}", Override, method.ReturnType, types);
        proxy.DefineMethodOverride(body, method);
        var il = body.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Newobj, request);
        for (var n = 0; n < parameters.Length; n++)
        {
            if (arguments[n] is not { } field)
            {
                continue;
            }

            il.Emit(OpCodes.Dup);
            var pass = PassFor(parameters[n]);
            if (pass is null)
            {
                il.Emit(OpCodes.Ldarg, (short)(n + 1));
            }
            else
            {
                il.Emit(OpCodes.Ldarg_0);
                il.Emit(OpCodes.Ldarg, (short)(n + 1));
                il.Emit(OpCodes.Call, pass);
            }

            il.Emit(OpCodes.Stfld, field);
        }

        il.Emit(OpCodes.Ldc_I4, index);
        var token = Array.FindIndex(types, type => type == typeof(CancellationToken));
        if (token >= 0)
        {
            il.Emit(OpCodes.Ldarg, (short)(token + 1));
        }
        else
        {
            var none = il.DeclareLocal(typeof(CancellationToken));
            il.Emit(OpCodes.Ldloca, none);
            il.Emit(OpCodes.Initobj, typeof(CancellationToken));
            il.Emit(OpCodes.Ldloc, none);
        }

        il.Emit(OpCodes.Call, send);
        il.Emit(OpCodes.Ret);
    }

    private static (ConstructorBuilder Constructor, FieldBuilder?[] Arguments) EmitRequest(
        TypeBuilder proxy, MethodShape shape, int index, Type kind, Type result)
    {
        var type = Assembly.DefineType($"{proxy.FullName}.{index}.{shape.Method.Name}", kind);
        var constructor = type.DefineDefaultConstructor(MethodAttributes.Public);
        var arguments = Array.ConvertAll(shape.Method.GetParameters(), parameter =>
            parameter.ParameterType == typeof(CancellationToken)
                ? null
                : type.DefineField(parameter.Name ?? $"a{parameter.Position}", parameter.ParameterType, FieldAttributes.Public));

        var call = type.DefineMethod("Call", Override, result, [typeof(object)]);
        var il = call.GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Castclass, shape.Method.DeclaringType!);
        foreach (var field in arguments)
        {
            il.Emit(OpCodes.Ldarg_0);
            if (field is null)
            {
                il.Emit(OpCodes.Call, kind.GetProperty(nameof(Request.CalleeToken), Instance)!.GetMethod!);
            }
            else
            {
                il.Emit(OpCodes.Ldfld, field);
            }
        }

        var returned = shape.Method.ReturnType;
        il.Emit(OpCodes.Callvirt, shape.Method);
        if (returned == typeof(void))
        {
            var done = il.DeclareLocal(result);
            il.Emit(OpCodes.Ldloca, done);
            il.Emit(OpCodes.Initobj, result);
            il.Emit(OpCodes.Ldloc, done);
        }
        else if (returned != result)
        {
            il.Emit(OpCodes.Newobj, result.GetConstructor([returned])!);
        }

        il.Emit(OpCodes.Ret);
        type.CreateType();
        return (constructor, arguments);
    }

    /// <summary>The request's base class, what its Call returns, and the method of the reference that sends it.</summary>
    private static (Type Kind, Type Result, MethodInfo Send) KindOf(MethodShape shape)
    {
        var returned = shape.Method.ReturnType;
        if (returned == typeof(Task) || returned == typeof(ValueTask) || returned == typeof(void))
        {
            var name = returned == typeof(Task) ? nameof(GrainReference.Send)
                : returned == typeof(ValueTask) ? nameof(GrainReference.SendValue)
                : nameof(GrainReference.SendOneWay);
            return (typeof(ActionRequest), typeof(ValueTask), Sender(name, null));
        }

        var generic = returned.IsGenericType ? returned.GetGenericTypeDefinition() : null;
        var result = generic is null ? typeof(object) : returned.GenericTypeArguments[0];
        return generic switch
        {
            _ when generic == typeof(Task<>) =>
                (typeof(Request<>).MakeGenericType(result), typeof(ValueTask<>).MakeGenericType(result),
                    Sender(nameof(GrainReference.Send), result)),
            _ when generic == typeof(ValueTask<>) =>
                (typeof(Request<>).MakeGenericType(result), returned, Sender(nameof(GrainReference.SendValue), result)),
            _ when generic == typeof(IAsyncEnumerable<>) =>
                (typeof(StreamRequest<>).MakeGenericType(result), returned, Sender(nameof(GrainReference.SendStream), result)),
            _ => throw new NotSupportedException(
                $"{shape} returns {returned}; a grain method returns Task, ValueTask, IAsyncEnumerable or void."),
        };
    }

    private static MethodInfo Sender(string name, Type? result)
    {
        var method = Array.Find(
            typeof(GrainReference).GetMethods(Instance), candidate => candidate.Name == name && candidate.IsGenericMethod == result is not null)!;
        return result is null ? method : method.MakeGenericMethod(result);
    }

    /// <summary>How the argument is isolated; null for those that need not be.</summary>
    private static MethodInfo? PassFor(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(Guid))
        {
            return null;
        }

        var name = parameter.IsDefined(typeof(ImmutableAttribute)) ? nameof(GrainReference.PassImmutable) : nameof(GrainReference.Pass);
        return typeof(GrainReference).GetMethod(name, Instance)!.MakeGenericMethod(type);
    }
}

using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Orleans.Runtime;

internal sealed class PersistentStateFactory : IPersistentStateFactory
{
    private static readonly MethodInfo CreateOfState = typeof(IPersistentStateFactory).GetMethod(nameof(Create))!;

    /// <summary>How the argument of a grain constructor's parameter is made; null for a parameter that is no state.</summary>
    /// <exception cref="ArgumentException">The parameter has the attribute but is no <see cref="IPersistentState{TState}"/>.</exception>
    public static Func<IGrainContext, object>? ArgumentFor(ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is not { } attribute)
        {
            return null;
        }

        var type = parameter.ParameterType;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new ArgumentException(
                $"Parameter '{parameter.Name}' of the constructor of {parameter.Member.DeclaringType} has [PersistentState] " +
                $"and must be an IPersistentState<TState>, but is {type}.",
                parameter.Name);
        }

        IPersistentStateConfiguration configuration = attribute.StateName.Length > 0
            ? attribute
            : new PersistentStateAttribute(parameter.Name!, attribute.StorageName);
        var create = CreateOfState.MakeGenericMethod(type.GetGenericArguments());
        return context => create.Invoke(
            context.ActivationServices.GetRequiredService<IPersistentStateFactory>(),
            BindingFlags.DoNotWrapExceptions,
            null,
            [context, configuration],
            null)!;
    }

    public IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration config)
    {
        var services = context.ActivationServices;
        var storage = string.IsNullOrWhiteSpace(config.StorageName)
            ? services.GetService<IGrainStorage>()
            : services.GetKeyedService<IGrainStorage>(config.StorageName);
        return new PersistentState<TState>(config.StateName, context, storage ?? throw new BadProviderConfigException(
            string.IsNullOrWhiteSpace(config.StorageName)
                ? $"Grain type {context.GrainId.Type} stores to the default provider, and none is configured."
                : $"Grain type {context.GrainId.Type} stores to the provider {config.StorageName}, which is not configured."));
    }
}

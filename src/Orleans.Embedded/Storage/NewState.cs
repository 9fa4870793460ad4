using System.Runtime.CompilerServices;

namespace Orleans.Storage;

/// <summary>The state of a grain that has no record: by its public parameterless constructor, else with all fields empty.</summary>
internal static class NewState
{
    public static T Create<T>() => typeof(T).IsValueType || typeof(T).GetConstructor(Type.EmptyTypes) is not null
        ? Activator.CreateInstance<T>()
        : (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
}

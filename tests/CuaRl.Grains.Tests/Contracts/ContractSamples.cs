using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace CuaRl.Grains.Tests.Contracts;

/// <summary>Values of contract types made from nothing but their members, and what they hold as text.</summary>
internal sealed class ContractSamples
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly DateTimeOffset Epoch = new(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2));

    private int _last;

    /// <summary>Every type of the contract that a value can have.</summary>
    public static IReadOnlyList<Type> Types { get; } =
    [
        .. typeof(JsonText).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) && !type.IsAbstract)
            .OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];

    /// <summary>A value with every member set, each to a value that occurs nowhere else in it.</summary>
    public object Filled(Type type)
    {
        if (typeof(Exception).IsAssignableFrom(type))
        {
            return Constructed(type);
        }

        var value = Blank(type);
        foreach (var property in Members(type))
        {
            property.SetValue(value, Value(property.PropertyType));
        }

        return value;
    }

    /// <summary>A value with no member set: zeros, nulls and default arrays, where the type's own defaults differ too.</summary>
    public static object Blank(Type type) => RuntimeHelpers.GetUninitializedObject(type);

    /// <summary>The members that travel, with those of an exception that do.</summary>
    public static string Describe(object? value)
    {
        var text = new StringBuilder();
        Describe(text, value);
        return text.ToString();
    }

    private static void Describe(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case JsonText json:
                text.Append(json);
                break;
            case DateTimeOffset time:
                text.Append(time.ToString("O", CultureInfo.InvariantCulture));
                break;
            case IEnumerable items and not string:
                DescribeItems(text, items);
                break;
            case var _ when Types.Contains(value.GetType()) && !value.GetType().IsEnum:
                DescribeMembers(text, value);
                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $"{value.GetType().Name} {value}");
                break;
        }
    }

    private static void DescribeItems(StringBuilder text, IEnumerable items)
    {
        if (items.GetType().GetProperty("IsDefault")?.GetValue(items) is true)
        {
            text.Append("default");
            return;
        }

        text.Append('[');
        foreach (var item in items)
        {
            Describe(text, item);
            text.Append(", ");
        }

        text.Append(']');
    }

    private static void DescribeMembers(StringBuilder text, object value)
    {
        text.Append(value.GetType().Name).Append(" {");
        foreach (var property in Members(value.GetType()))
        {
            text.Append(property.Name).Append(": ");
            Describe(text, property.GetValue(value));
            text.Append("; ");
        }

        if (value is Exception error)
        {
            text.Append(CultureInfo.InvariantCulture, $"Message: {error.Message}; Inner: ");
            Describe(text, error.InnerException?.Message);
        }

        if (value is CuaRlException known)
        {
            text.Append(CultureInfo.InvariantCulture, $"; IsTransient: {known.IsTransient}");
        }

        text.Append('}');
    }

    private static PropertyInfo[] Members(Type type) =>
        [.. type.GetProperties(Declared).Where(property => property.IsDefined(typeof(IdAttribute)))];

    private static ImmutableArray<T> ToImmutable<T>(T[] items) => [.. items];

    private Exception Constructed(Type type)
    {
        var constructor = type.GetConstructors().Single();
        return (Exception)constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter.ParameterType))]);
    }

    private object Value(Type type)
    {
        var number = ++_last;
        return (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var t when t == typeof(string) => $"text \u00e4\0 {number}",
            var t when t == typeof(bool) => true,
            var t when t == typeof(byte) => (byte)number,
            var t when t == typeof(int) => number,
            var t when t == typeof(long) => (1L << 40) + number,
            var t when t == typeof(float) => number + 0.5f,
            var t when t == typeof(double) => number + 0.1,
            var t when t == typeof(DateTimeOffset) => Epoch.AddTicks(number),
            var t when t == typeof(TimeSpan) => TimeSpan.FromTicks(TimeSpan.TicksPerSecond + number),
            var t when t == typeof(JsonText) => JsonText.Parse($$"""{"n" : {{number}}.0}"""),
            var t when t == typeof(Exception) => new TimeoutException($"inner {number}"),
            { IsEnum: true } t => Enum.GetValues(t).Cast<object>().Last(),
            { IsArray: true } t => Items(t.GetElementType()!),
            { IsGenericType: true } t when t.GetGenericTypeDefinition() == typeof(ImmutableArray<>) => Immutable(t.GetGenericArguments()[0]),
            var t when Types.Contains(t) => Filled(t),
            var t => throw new NotSupportedException($"Members of type {t} are new here: say what a sample of it is."),
        };
    }

    private object Immutable(Type item) => typeof(ContractSamples)
        .GetMethod(nameof(ToImmutable), BindingFlags.NonPublic | BindingFlags.Static)!
        .MakeGenericMethod(item)
        .Invoke(null, [Items(item)])!;

    private Array Items(Type item)
    {
        var items = Array.CreateInstance(item, 2);
        items.SetValue(Value(item), 0);
        items.SetValue(Value(item), 1);
        return items;
    }
}

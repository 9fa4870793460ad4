using System.Reflection;
using System.Reflection.Emit;

namespace CuaRl.Architecture.Tests;

/// <summary>The embedded policy sees what an agent may see: nothing that it is made of leads to what a task's validator expects.</summary>
public sealed class PolicyReachTests
{
    private const string Policies = "CuaRl.Core.Policies";
    private const BindingFlags Everything =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly string[] Forbidden =
        ["Tasks", "Validation", "Rewards", "Rollouts", "Phones.Goals", "Phones.Play", "Phones.State", "Phones.Pages"];

    private static readonly Assembly Core = Assembly.Load("CuaRl.Core");

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    [Fact]
    public void Policies_ByWhateverTheyCall_ReachNoTaskGoalOrValidator()
    {
        var reached = Reached(Core.GetTypes().Where(type => IsIn(type, Policies)));

        Assert.Contains(reached, type => IsIn(type, "CuaRl.Core.Phones.Screens"));
        Assert.Empty(reached.Where(IsForbidden).Select(type => type.FullName));
    }

    [Fact]
    public void Reach_OfTheScriptedPlayer_IsSeenToLeadToGoals() =>
        Assert.Contains(Reached(Core.GetTypes().Where(type => type.Name == "PhonePlayer")), IsForbidden);

    private static bool IsForbidden(Type type) =>
        Forbidden.Any(part => IsIn(type, $"CuaRl.Core.{part}")) || type.Namespace == "CuaRl.Core.Phones";

    private static bool IsIn(Type type, string space) =>
        type.Namespace == space || type.Namespace?.StartsWith($"{space}.", StringComparison.Ordinal) == true;

    /// <summary>All types of Core that a type names, in its members or in their code, and so on.</summary>
    private static HashSet<Type> Reached(IEnumerable<Type> from)
    {
        var reached = new HashSet<Type>();
        var open = new Stack<Type>(from);
        while (open.TryPop(out var type))
        {
            if (type.Assembly == Core && reached.Add(type))
            {
                foreach (var named in Named(type).SelectMany(Parts))
                {
                    open.Push(named);
                }
            }
        }

        return reached;
    }

    private static IEnumerable<Type> Named(Type type) =>
    [
        .. type.GetInterfaces(),
        .. type.BaseType is { } parent ? [parent] : Type.EmptyTypes,
        .. type.GetNestedTypes(Everything),
        .. type.GetFields(Everything).Select(field => field.FieldType),
        .. type.GetMethods(Everything).SelectMany(method => InCode(method).Append(method.ReturnType)),
        .. type.GetConstructors(Everything).SelectMany(InCode),
    ];

    private static IEnumerable<Type> InCode(MethodBase method)
    {
        var types = method.GetParameters().Select(parameter => parameter.ParameterType);
        return method.GetMethodBody() is not { } body ? types
            : types.Concat(body.LocalVariables.Select(local => local.LocalType))
                .Concat(Tokens(body.GetILAsByteArray()!).SelectMany(token => Resolved(method, token)));
    }

    private static IEnumerable<Type> Resolved(MethodBase method, int token)
    {
        var member = method.Module.ResolveMember(
            token, method.DeclaringType!.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null);
        return member switch
        {
            Type type => [type],
            MethodInfo called => [called.DeclaringType!, .. called.IsGenericMethod ? called.GetGenericArguments() : Type.EmptyTypes],
            { DeclaringType: { } owner } => [owner],
            _ => [],
        };
    }

    /// <summary>The tokens of members in a method's code.</summary>
    private static IEnumerable<int> Tokens(byte[] code)
    {
        for (var at = 0; at < code.Length;)
        {
            var isLong = code[at] == 0xFE;
            var operation = OpCodesByValue[isLong ? (short)((0xFE << 8) | code[at + 1]) : code[at]];
            at += isLong ? 2 : 1;
            switch (operation.OperandType)
            {
                case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok:
                    yield return BitConverter.ToInt32(code, at);
                    at += 4;
                    break;
                case OperandType.InlineSwitch:
                    at += 4 + (4 * BitConverter.ToInt32(code, at));
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    at += 1;
                    break;
                case OperandType.InlineVar:
                    at += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    at += 8;
                    break;
                default:
                    at += 4;
                    break;
            }
        }
    }

    private static IEnumerable<Type> Parts(Type type) => type switch
    {
        { HasElementType: true } => Parts(type.GetElementType()!),
        { IsGenericType: true } => type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()),
        _ => [type],
    };
}

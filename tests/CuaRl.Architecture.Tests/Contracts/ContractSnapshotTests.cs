using System.Reflection;
using System.Text;

namespace CuaRl.Architecture.Tests.Contracts;

public sealed class ContractSnapshotTests
{
    private const string UpdateVariable = "CUARL_UPDATE_CONTRACTS";
    private static readonly string File = Repository.PathOf("src", "CuaRl.Abstractions", "Contracts.txt");

    [Fact]
    public void Contract_AsCompiled_IsTheReviewedOne()
    {
        var compiled = Describe();
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            System.IO.File.WriteAllText(File, compiled);
        }

        var reviewed = System.IO.File.Exists(File) ? System.IO.File.ReadAllText(File) : "";
        Assert.True(
            compiled == reviewed,
            $"The wire contract changed. Silos of both versions run side by side during an upgrade: add, never renumber or "
            + $"remove. If that holds, write it with {UpdateVariable}=1 dotnet test and have the diff reviewed.\n{Difference(reviewed, compiled)}");
    }

    private static string Describe()
    {
        var text = new StringBuilder();
        foreach (var type in ContractModel.Interfaces)
        {
            text.Append(Alias(type)).Append(" : ").AppendJoin(", ", type.GetInterfaces()
                .Where(parent => parent != typeof(IAddressable)).Select(parent => parent.Name).Order(StringComparer.Ordinal)).Append('\n');
            foreach (var method in type.GetMethods().OrderBy(Alias, StringComparer.Ordinal))
            {
                text.Append("    ").Append(Alias(method)).Append('(')
                    .AppendJoin(", ", method.GetParameters().Select(parameter => Name(parameter.ParameterType)))
                    .Append(") -> ").Append(Name(method.ReturnType)).Append('\n');
            }
        }

        foreach (var type in ContractModel.Types)
        {
            text.Append(Alias(type)).Append(type.BaseType is { } parent && parent.Assembly == type.Assembly ? $" : {Alias(parent)}" : "").Append('\n');
            foreach (var (member, memberType, id) in ContractModel.Members(type).Where(member => member.Id is not null).OrderBy(member => member.Id))
            {
                text.Append("    ").Append(id).Append(' ').Append(member.Name).Append(": ").Append(Name(memberType)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Alias(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias ?? member.Name;

    private static string Name(Type type)
    {
        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        return type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : type.Assembly == typeof(JsonText).Assembly ? Alias(type) : type.Name;
    }

    private static string Difference(string reviewed, string compiled)
    {
        var before = reviewed.Split('\n');
        var after = compiled.Split('\n');
        return string.Join('\n', before.Except(after).Select(line => $"- {line}").Concat(after.Except(before).Select(line => $"+ {line}")));
    }
}

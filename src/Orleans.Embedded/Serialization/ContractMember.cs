using System.Reflection;

namespace Orleans.Serialization;

/// <summary>
/// One member that travels. Levels count base types first, and a record's primary constructor has its own; the source
/// is a field, or a property that computes.
/// </summary>
internal sealed record ContractMember(int Level, uint Id, string Name, Type Type, MemberInfo Source, bool IsImmutable);

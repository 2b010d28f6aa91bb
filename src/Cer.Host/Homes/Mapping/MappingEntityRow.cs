using Cer.Operations.Homes.Mapping;

namespace Cer.Host.Homes.Mapping;

/// <summary>An entity that can be chosen, as pages take it, with what it shows now.</summary>
internal sealed record MappingEntityRow(
    string Id, string Kind, string? Name, string? Area, string? Device, string? State, string? Unit)
{
    public static MappingEntityRow? Of(MappingEntity one) => ProposeMapping.KindOf(one) is { } kind
        ? new(one.Id, kind == MappingKind.Counter ? "counter" : "power", one.Name, one.Area, one.Device, one.State, one.Unit)
        : null;
}

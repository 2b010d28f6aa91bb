using System.Diagnostics.CodeAnalysis;
using System.Reactive.Linq;
using System.Text.Json;

namespace NetDaemon.HassModel.Entities;

/// <summary>What is often asked of an entity.</summary>
public static class EntityExtensions
{
    public static bool IsOn([NotNullWhen(true)] this EntityState? entityState) =>
        string.Equals(entityState?.State, "on", StringComparison.OrdinalIgnoreCase);

    public static bool IsOff([NotNullWhen(true)] this EntityState? entityState) =>
        string.Equals(entityState?.State, "off", StringComparison.OrdinalIgnoreCase);

    public static bool IsOn([NotNullWhen(true)] this Entity? entity) => entity?.EntityState?.IsOn() ?? false;

    public static bool IsOff([NotNullWhen(true)] this Entity? entity) => entity?.EntityState?.IsOff() ?? false;

    public static Entity<TAttributes> WithAttributesAs<TAttributes>(this Entity entity)
        where TAttributes : class => new(entity);

    /// <summary>Calls a service on the entity; one of its own domain may be named without it.</summary>
    public static void CallService(this IEntityCore entity, string service, object? data = null)
    {
        var (domain, name) = Split(entity, service);
        entity.HaContext.CallService(domain, name, ServiceTarget.FromEntity(entity.EntityId), data);
    }

    public static Task<JsonElement?> CallServiceWithResponseAsync(this IEntityCore entity, string service, object? data = null)
    {
        var (domain, name) = Split(entity, service);
        return entity.HaContext.CallServiceWithResponseAsync(
            domain, name, ServiceTarget.FromEntity(entity.EntityId), data);
    }

    internal static IObservable<T> StateChangesOnly<T>(this IObservable<T> changes)
        where T : StateChange => changes.Where(change => change.New?.State != change.Old?.State);

    private static (string Domain, string Name) Split(IEntityCore entity, string service)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(service);
        var dot = service.IndexOf('.', StringComparison.Ordinal);
        return dot >= 0 ? (service[..dot], service[(dot + 1)..]) : (entity.EntityId.Split('.')[0], service);
    }
}

using System.Text.Json;
using NetDaemon.HassModel.Entities;

namespace NetDaemon.HassModel;

/// <summary>Home Assistant as an app sees it.</summary>
public interface IHaContext
{
    IObservable<Event> Events { get; }

    /// <summary>Every change of a state, also of its attributes alone.</summary>
    IObservable<StateChange> StateAllChanges();

    EntityState? GetState(string entityId);

    IReadOnlyList<Entity> GetAllEntities();

    /// <summary>Calls a service, and does not wait for it.</summary>
    void CallService(string domain, string service, ServiceTarget? target = null, object? data = null);

    Task<JsonElement?> CallServiceWithResponseAsync(
        string domain, string service, ServiceTarget? target = null, object? data = null);

    Area? GetAreaFromEntityId(string entityId);

    EntityRegistration? GetEntityRegistration(string entityId);

    Entity Entity(string entityId);

    void SendEvent(string eventType, object? data = null);
}

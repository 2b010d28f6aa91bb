using System.Collections.Concurrent;
using System.Globalization;
using System.Reactive.Concurrency;
using System.Reactive.Subjects;
using System.Text.Json;
using NetDaemon.Client;
using NetDaemon.Client.HomeAssistant.Model;
using NetDaemon.HassModel;
using NetDaemon.HassModel.Entities;
using NodaTime;
using NodaTime.Text;

namespace Cer.Apps.Tests;

/// <summary>A Home Assistant in memory, as an app sees it, with a recorder and a clock that the test moves.</summary>
internal sealed class House(HistoricalScheduler clock) : IHaContext, IHomeAssistantConnection, IDisposable
{
    private readonly ConcurrentDictionary<string, EntityState> _states = new();
    private readonly List<EntityState> _history = [];
    private readonly Subject<StateChange> _changes = new();
    private readonly Subject<Event> _events = new();
    private readonly Dictionary<string, Instant> _reported = [];

    public HistoricalScheduler Clock => clock;

    public bool IsHeard { get; set; } = true;

    public bool KeepsStatistics { get; set; }

    public bool Records { get; set; } = true;

    /// <summary>Whether its history has lost what was in it; its statistics have not.</summary>
    public bool IsPurged { get; set; }

    /// <summary>Whether it says when a state was last written, changed or not, as it does from 2024.4 on.</summary>
    public bool SaysReported { get; set; } = true;

    /// <summary>How many times its history will not answer.</summary>
    public int HistoryFaults { get; set; }

    /// <summary>What core says that it does; while it starts its recorder knows nothing.</summary>
    public string CoreState { get; set; } = "RUNNING";

    /// <summary>How often it was asked for a state by REST.</summary>
    public int Asked { get; private set; }

    public List<(string Domain, string Service, JsonElement Data)> Calls { get; } = [];

    public IObservable<Event> Events => _events;

    public Instant Now => Instant.FromDateTimeOffset(clock.Now);

    public void To(string time) => clock.AdvanceTo(Times.At(time).ToDateTimeOffset());

    public void To(Instant time) => clock.AdvanceTo(time.ToDateTimeOffset());

    /// <summary>An integration writes a state; one that does not differ is no change, and only its time is kept.</summary>
    public void Show(string entity, string value, string? unit = "kWh")
    {
        var state = Of(entity, value, unit, Now);
        EntityState? old;
        lock (_reported)
        {
            _reported[entity] = Now;
            if (_states.TryGetValue(entity, out old) && old.State == value && Unit(old) == unit) return;
            _states[entity] = state;
        }

        if (Records) _history.Add(state);
        if (IsHeard) _changes.OnNext(new(new(this, entity), old, state));
    }

    public void Show(string entity, decimal value, string? unit = "kWh") =>
        Show(entity, value.ToString(CultureInfo.InvariantCulture), unit);

    /// <summary>The sun's state, with the times that it says are next.</summary>
    public void ShowSun(bool isUp, string rising, string setting) => _states["sun.sun"] = new()
    {
        EntityId = "sun.sun",
        State = isUp ? "above_horizon" : "below_horizon",
        AttributesJson = JsonSerializer.SerializeToElement(
            new Dictionary<string, string> { ["next_rising"] = rising, ["next_setting"] = setting }),
        LastChanged = Now.ToDateTimeUtc(),
        LastUpdated = Now.ToDateTimeUtc(),
    };

    /// <summary>Core starts again: it knows no state, until an integration writes it.</summary>
    public void Restart() => _states.Clear();

    public IObservable<StateChange> StateAllChanges() => _changes;

    public EntityState? GetState(string entityId) => _states.GetValueOrDefault(entityId);

    public IReadOnlyList<Entity> GetAllEntities() => [.. _states.Keys.Select(id => new Entity(this, id))];

    public Entity Entity(string entityId) => new(this, entityId);

    public void CallService(string domain, string service, ServiceTarget? target = null, object? data = null)
    {
        lock (Calls) Calls.Add((domain, service, JsonSerializer.SerializeToElement(data)));
    }

    public Task<JsonElement?> CallServiceWithResponseAsync(
        string domain, string service, ServiceTarget? target = null, object? data = null) =>
        throw new NotSupportedException();

    public Area? GetAreaFromEntityId(string entityId) => null;

    public EntityRegistration? GetEntityRegistration(string entityId) => null;

    public void SendEvent(string eventType, object? data = null)
    {
    }

    /// <summary>The history of one entity, as the recorder gives it: first the state that held at the start.</summary>
    public Task<T?> GetApiCallAsync<T>(string apiPath, CancellationToken cancelToken)
    {
        var parts = apiPath.Split('?', '&').Select(Uri.UnescapeDataString).ToArray();
        if (apiPath == "config") return Task.FromResult(JsonSerializer.Deserialize<T>($"{{\"state\":\"{CoreState}\"}}"));
        if (apiPath.StartsWith("states/", StringComparison.Ordinal))
            return Task.FromResult(JsonSerializer.Deserialize<T>(Told(apiPath["states/".Length..])));
        if (HistoryFaults-- > 0) throw new HttpRequestException("The history did not answer.");
        var from = InstantPattern.General.Parse(parts[0]["history/period/".Length..]).Value;
        var to = InstantPattern.General.Parse(parts[1]["end_time=".Length..]).Value;
        var entity = parts[2]["filter_entity_id=".Length..];
        var held = _history.LastOrDefault(state => state.EntityId == entity && UpdatedAt(state) < from);
        var rows = _history.Where(state => state.EntityId == entity && UpdatedAt(state) >= from && UpdatedAt(state) < to);
        if (IsPurged || CoreState != "RUNNING") rows = [];
        else if (held is not null) rows = rows.Prepend(held with { LastUpdated = from.ToDateTimeUtc() });
        return Task.FromResult(JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(new[] { rows })));
    }

    public Task<T?> PostApiCallAsync<T>(string apiPath, CancellationToken cancelToken, object? data = null) =>
        throw new NotSupportedException();

    /// <summary>The statistics of five minutes: the last value of each in which the entity was available.</summary>
    public Task<TResult?> SendCommandAndReturnResponseAsync<T, TResult>(T command, CancellationToken cancelToken)
        where T : CommandMessage
    {
        if (command.Type != "recorder/statistics_during_period") throw new NotSupportedException(command.Type);
        using var asked = JsonDocument.Parse(command.GetJsonString());
        var entity = asked.RootElement.GetProperty("statistic_ids")[0].GetString()!;
        var to = InstantPattern.General.Parse(asked.RootElement.GetProperty("end_time").GetString()!).Value;
        List<object> rows = [];
        for (var end = InstantPattern.General.Parse(asked.RootElement.GetProperty("start_time").GetString()!).Value; end <= to;)
        {
            var start = end;
            end = Instant.FromUnixTimeSeconds(((start.ToUnixTimeSeconds() / 300) + 1) * 300);
            var last = _history.LastOrDefault(state =>
                state.EntityId == entity && Instant.FromDateTimeUtc(state.LastUpdated!.Value) < end);
            if (KeepsStatistics && decimal.TryParse(last?.State, CultureInfo.InvariantCulture, out var kwh) && end <= to)
                rows.Add(new { start = (end.ToUnixTimeSeconds() - 300) * 1000, end = end.ToUnixTimeSeconds() * 1000, state = kwh });
        }

        var answer = JsonSerializer.Serialize(new Dictionary<string, object> { [entity] = rows });
        return Task.FromResult(JsonSerializer.Deserialize<TResult>(answer));
    }

    public void Fire(string type, object data) =>
        _events.OnNext(new() { EventType = type, DataElement = JsonSerializer.SerializeToElement(data) });

    public void Dispose()
    {
        _changes.Dispose();
        _events.Dispose();
    }

    private JsonElement Told(string entity)
    {
        lock (_reported)
        {
            Asked++;
            if (!_states.TryGetValue(entity, out var state)) throw new InvalidOperationException("404: Entity not found.");
            var told = JsonSerializer.SerializeToNode(state)!.AsObject();
            if (SaysReported) told["last_reported"] = _reported[entity].ToDateTimeUtc();
            return JsonSerializer.SerializeToElement(told);
        }
    }

    private static string? Unit(EntityState state) =>
        state.AttributesJson!.Value.TryGetProperty("unit_of_measurement", out var unit) ? unit.GetString() : null;

    private static Instant UpdatedAt(EntityState state) => Instant.FromDateTimeUtc(state.LastUpdated!.Value);

    private static EntityState Of(string entity, string value, string? unit, Instant at) => new()
    {
        EntityId = entity,
        State = value,
        AttributesJson = JsonSerializer.SerializeToElement(
            unit is null ? new Dictionary<string, string>() : new() { ["unit_of_measurement"] = unit }),
        LastChanged = at.ToDateTimeUtc(),
        LastUpdated = at.ToDateTimeUtc(),
    };
}

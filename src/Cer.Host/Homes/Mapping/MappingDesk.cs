using Cer.Domain;
using Cer.Host.Data;
using Cer.Messaging.HomeAssistant;
using Cer.Operations.Homes.Mapping;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime;

namespace Cer.Host.Homes.Mapping;

/// <summary>Where the mapping of a community stands: what it needs, what is confirmed, what Home Assistant has.</summary>
internal sealed class MappingDesk(
    Settings settings,
    ICommunityStore communities,
    IRegistryView registry,
    AppsPlace place,
    TimeProvider time,
    HomeClient? client = null,
    AppsFiles? files = null)
{
    /// <summary>The file of the setup page; null where the collectors have no folder.</summary>
    public MappingFile? File { get; } = string.IsNullOrWhiteSpace(settings.Home?.AppsFolder)
        ? null
        : new MappingFile(Path.Combine(settings.Folder ?? ".", settings.Home.AppsFolder));

    public HomeClient? Client => client;

    /// <summary>Whether another server runs the collectors, by files of its own: what is written here they would not read.</summary>
    public bool IsElsewhere => place.IsElsewhere && files?.IsHeld is not true;

    /// <summary>off, refused, away or ready; and what was said.</summary>
    public (string State, string? Problem) Standing => client?.Last switch
    {
        null => ("off", null),
        { State: HomeState.Ready } => ("ready", null),
        { State: HomeState.Unauthorised } refused => ("refused", refused.Reason),
        var last => ("away", last.Reason),
    };

    /// <summary>What the community needs, by the keys that pages know; null when it has no definition.</summary>
    /// <param name="community">The community.</param>
    /// <param name="now">What the collectors read now.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public async Task<IReadOnlyList<(string Key, int Point, MeterNeed Need)>?> NeedsAsync(
        CommunityId community, IReadOnlyList<ConfirmedMeter> now, CancellationToken cancellation)
    {
        if (await communities.LoadAsync(community, null, cancellation) is not { } definition) return null;
        var numbers = await registry.NumbersAsync(community, cancellation);
        var today = Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(MarketHour.Rome).Date;
        var first = now.DistinctBy(one => one.Key).ToArray();
        return
        [
            .. MeterNeeds.Of(
                definition.Community,
                await communities.RegistryAsync(community, cancellation),
                today,
                first.ToDictionary(one => one.Key, one => one.Name),
                first.ToDictionary(one => one.Key, one => one.Counter))
                .Select(need => (KeyOf(need, numbers), numbers.Points[need.Pod], need)),
        ];
    }

    /// <summary>What the collectors read now.</summary>
    /// <exception cref="InvalidDataException">A file of theirs is no YAML or JSON.</exception>
    public IReadOnlyList<ConfirmedMeter> Now() => File is null
        ? []
        : [.. MappingMeters.Of(File.Read()).Select(one => new ConfirmedMeter(
            one.Meter.Pod, one.Meter.Plant, MappingMeters.Of(one.Meter.Quantity), one.Use, one.Meter.Name, one.Meter.Counter)
        {
            Fallback = one.Meter.Fallback,
            Power = one.Meter.Power,
            Unit = one.Meter.Unit,
            MaxPowerKw = one.Meter.MaxPowerKw,
        })];

    /// <summary>Whether the collectors read for another community.</summary>
    /// <exception cref="InvalidDataException">A file of theirs is no YAML or JSON.</exception>
    public bool IsOfAnother(string community) => File is not null && AppsFiles.CommunityOf(File.Read()) is { } its && its != community;

    private static string KeyOf(MeterNeed need, RegistryNumbers numbers) =>
        $"{numbers.Points[need.Pod]}-{(need.Plant is { } unit ? numbers.Units[unit] : 0)}-{Word(need.Quantity)}";

    public static string Word<T>(T of)
        where T : struct, Enum => of.ToString().ToLowerInvariant();
}

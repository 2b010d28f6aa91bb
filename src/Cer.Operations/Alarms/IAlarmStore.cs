using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Alarms;

/// <summary>Alarms: one open for each incident, and who did what about it.</summary>
public interface IAlarmStore
{
    /// <summary>Raises what is not open yet, and tells anew what is; what lies below a key and is not told any more is over.</summary>
    /// <param name="community">The community.</param>
    /// <param name="alarms">What there is to be alarmed about.</param>
    /// <param name="below">The key below which everything that lasts is among the alarms; null when nothing is to be resolved.</param>
    /// <param name="who">Who raises them.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Stops the wait.</param>
    Task<RaisedAlarms> RaiseAsync(
        CommunityId community, IReadOnlyList<NewAlarm> alarms, string? below, string who, Instant now, CancellationToken cancellation);

    /// <summary>Resolves the open alarm of a key and those below it; says how many.</summary>
    Task<int> ResolveAsync(CommunityId community, string key, string who, Instant now, CancellationToken cancellation);

    /// <summary>Somebody takes note of an open alarm; false when there is none.</summary>
    Task<bool> AcknowledgeAsync(
        CommunityId community, long alarm, string who, string? reason, Instant now, CancellationToken cancellation);

    /// <summary>Nobody is written to about the incident until then, or is again when null; false when there is no such alarm.</summary>
    Task<bool> MuteAsync(
        CommunityId community, long alarm, Instant? until, string who, string reason, Instant now, CancellationToken cancellation);

    /// <summary>Those that are open first, then the newest.</summary>
    Task<IReadOnlyList<Alarm>> ListAsync(CommunityId community, int limit, CancellationToken cancellation);

    /// <summary>What became of an alarm, the oldest first.</summary>
    Task<IReadOnlyList<AlarmEvent>> EventsAsync(CommunityId community, long alarm, CancellationToken cancellation);

    Task<int> CountOpenAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>Who wants a letter, may read alarms, and has an address.</summary>
    Task<IReadOnlyList<AlarmReader>> ReadersAsync(CommunityId community, CancellationToken cancellation);

    /// <remarks>Who wants them is noted as of all letters that one may do without: <see cref="Mail.ILetterChoices" />.</remarks>
    Task<bool> IsReaderAsync(CommunityId community, int person, CancellationToken cancellation);
}

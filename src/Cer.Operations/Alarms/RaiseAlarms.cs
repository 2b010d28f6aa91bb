using Cer.Operations.Mail;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Alarms;

/// <summary>Raises alarms, and puts a letter about those that are new, and not muted, to whoever wants one.</summary>
/// <remarks>To be called inside a transaction: an alarm and its letters are there together, or neither is.</remarks>
public sealed class RaiseAlarms(IAlarmStore alarms, IOutbox outbox)
{
    /// <exception cref="ArgumentException">One of them cannot be an alarm.</exception>
    public async Task<RaisedAlarms> RunAsync(
        CommunityId community, IReadOnlyList<NewAlarm> told, string? below, string who, Instant now, CancellationToken cancellation)
    {
        if (told.Select(alarm => alarm.Problem).FirstOrDefault(problem => problem is not null) is { } wrong)
            throw new ArgumentException(wrong, nameof(told));
        var done = await alarms.RaiseAsync(community, told, below, who, now, cancellation);
        List<(long, NewAlarm)> loud = [.. done.Raised.Where(one => !one.IsMuted).Select(one => (one.Id, one.Alarm))];
        if (loud.Count == 0) return done;
        foreach (var reader in await alarms.ReadersAsync(community, cancellation))
            await outbox.PutAsync(community, AlarmLetter.Of(loud, reader), cancellation);
        return done;
    }
}

using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Backup;

/// <summary>The moment of a night's backup: half past two by the clock of Rome.</summary>
/// <remarks>When the clock skips that moment it is an hour later, and when the clock shows it twice the first one counts.</remarks>
public static class BackupNight
{
    private static readonly LocalTime Hour = new(2, 30);

    public static Instant Of(LocalDate night) => MarketHour.Rome.AtLeniently(night + Hour).ToInstant();

    /// <summary>The last such moment that is not after now.</summary>
    public static Instant LatestDue(Instant now)
    {
        var today = now.InZone(MarketHour.Rome).Date;
        var due = Of(today);
        return due <= now ? due : Of(today.PlusDays(-1));
    }
}

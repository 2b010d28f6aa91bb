using NodaTime;
using Npgsql;

namespace Cer.Storage.Truth;

/// <summary>What the rows of all consents have after number and member: term, evidence, who recorded it, and
/// that it was withdrawn.</summary>
internal readonly record struct GivenConsent(
    LocalDate From, LocalDate? To, string Evidence, string Author, Instant At, string? WithdrawnBy, Instant? WithdrawnAt)
{
    /// <summary>Reads the columns from the third on.</summary>
    public static GivenConsent Of(NpgsqlDataReader row) => new(
        row.ReadDay(2),
        row.IsDBNull(3) ? null : row.ReadDay(3),
        row.GetString(4),
        row.GetString(5),
        row.ReadInstant(6),
        row.ReadText(7),
        row.IsDBNull(8) ? null : row.ReadInstant(8));
}

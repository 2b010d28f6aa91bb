using System.Globalization;

namespace Cer.Year.Tests;

/// <summary>The audit log of the year is whole; a byte that somebody changes past all rights is found where it is.</summary>
internal static class ProvenYear
{
    public static async Task MakeAsync(YearTown town)
    {
        var whole = (await town.RunAsync("audit", "verify", "--community", YearTown.Code)).Succeeded().Output;
        var entries = await town.AskAsync<long>("select count(*) from core.chain_entry");
        Assert.True(entries > 60, $"{entries} entries");
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"{entries} entries, none changed, missing or moved"), whole,
            StringComparison.Ordinal);

        var link = entries / 2;
        await using (var connection = await town.Admin.OpenConnectionAsync())
        {
            await using var tamper = connection.CreateCommand();
            // Triggers off, as only a superuser can; the first byte of what the entry tells becomes another.
            tamper.CommandText = string.Create(CultureInfo.InvariantCulture, $$"""
                set session_replication_role = replica;
                update core.chain_entry set detail = overlay(detail placing '[' from 1 for 1) where seq = {{link}};
                """);
            await tamper.ExecuteNonQueryAsync();
        }

        var broken = await town.RunAsync("audit", "verify");
        Assert.Equal(1, broken.Exit);
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"{YearTown.Code}: BROKEN at entry {link}:"), broken.Output,
            StringComparison.Ordinal);
    }
}

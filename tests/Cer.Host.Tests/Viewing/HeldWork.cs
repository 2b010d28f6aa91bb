namespace Cer.Host.Tests.Viewing;

/// <summary>Work that the server's own background service does at this moment.</summary>
internal static class HeldWork
{
    /// <summary>Whether there is any: a claim is a row lock. Who moves the clock meanwhile moves it by hours.</summary>
    public const string Sql = """
        select (select count(*) from core.work where done_at is null)
          > (select count(*) from (select 1 from core.work where done_at is null for update skip locked) as free)
        """;
}

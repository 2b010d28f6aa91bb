namespace Cer.Crash.Tests.Mqtt;

/// <summary>Ten devices of the invented community: six by themselves, four through a bridge.</summary>
internal sealed class Field(CrashDatabase database, IReadOnlyList<Speaker> speakers)
{
    public const int Devices = 10;

    private const int Bridged = 4;

    // The newest reading of each point: behind it nothing is on its way any more, as a broker keeps the order.
    private const string NewestSql = """
        select p.code, newest.starts_at from core.pod as p
        cross join lateral (
          select r.starts_at from core.reading as r
          where r.community_id = p.community_id and r.pod_id = p.id order by r.starts_at desc limit 1) as newest
        """;

    private Task _speaking = Task.CompletedTask;
    private Task[] _voices = [];

    public IReadOnlyList<Speaker> Speakers => speakers;

    public int Acknowledged => speakers.Sum(speaker => speaker.Acknowledged);

    /// <summary>All was said, or somebody fell silent before his time.</summary>
    public bool IsSilent => _speaking.IsCompleted || _voices.Any(voice => voice.IsFaulted);

    /// <summary>Registers the devices with the private broker, which does not run yet.</summary>
    public static async Task<Field> RegisterAsync(
        CrashDatabase database, CrashBroker broker, IReadOnlyList<InventedMessage> messages)
    {
        var accounts = Enumerable.Range(0, Devices)
            .GroupBy(point => point < Bridged ? "bridge-1" : InventedCommunity.Device(point));
        var speakers = await Task.WhenAll(accounts.Select(async account => new Speaker(
            broker,
            await Grant.OfAsync(database, account.Key, account),
            [.. messages.Where(message => account.Contains(message.Point))])));
        return new(database, speakers);
    }

    public void Speak(CancellationToken cancellation)
    {
        _voices = [.. speakers.Select(speaker => Task.Run(() => speaker.SpeakAsync(cancellation), cancellation))];
        _speaking = Task.WhenAll([.. _voices, ListenAsync(Task.WhenAll(_voices), cancellation)]);
    }

    public Task EndAsync() => _voices.FirstOrDefault(voice => voice.IsFaulted) ?? _speaking;

    /// <summary>Whether the last message of each device is stored: then all the others are stored, or lost.</summary>
    public async Task<bool> IsHeardAsync()
    {
        var newest = await NewestAsync();
        return speakers.All(speaker => speaker.Messages.All(
            message => newest.TryGetValue(message.Point, out var quarter) && message.Quarter <= quarter));
    }

    private async Task ListenAsync(Task speaking, CancellationToken cancellation)
    {
        while (!speaking.IsCompleted)
        {
            var newest = await NewestAsync();
            foreach (var speaker in speakers)
            {
                int[] points = [.. speaker.Messages.Select(message => message.Point).Take(Bridged).Distinct()];
                speaker.Stored = points.Length * (points.Max(point => newest.GetValueOrDefault(point, -1)) + 1);
            }

            await Task.Delay(100, cancellation);
        }
    }

    private async Task<Dictionary<int, int>> NewestAsync() => (await database.RowsAsync(
        NewestSql, row => (row.GetString(0), row.GetDateTime(1)))).ToDictionary(
        row => InventedMessage.PointOf(row.Item1), row => InventedMessage.QuarterOf(row.Item2));
}

using System.Data.Common;
using System.Text;
using System.Text.Json;
using Cer.Apps;
using Cer.Exchange.Rows;
using Cer.Host.Data;
using Cer.Host.Live;
using Cer.Operations.Intake;
using Cer.Operations.Live;
using Cer.Operations.Ports;

namespace Cer.Host.Homes;

/// <summary>The platform as apps know it that run inside it: the same use cases and the same answers, without HTTP.</summary>
/// <remarks>They have no account and no password; the log of what came in names them all the same.</remarks>
internal sealed class AppsDoor(ICommunityStore communities, TakeRows take, RecentShare share, string? code = null)
    : IPlatformDoor, IPlatformReader
{
    /// <summary>Who sends, as the log of what came in names it; no account of the gateway is called so by chance.</summary>
    public const string Account = "apps@home-assistant";

    private const string Name = "readings.json";
    private const int MostBytes = 32 * 1024 * 1024;

    public async Task<DoorAnswer> SendAsync(IReadOnlyList<EnergyRow> rows, CancellationToken cancellation)
    {
        try
        {
            var (community, problem) = await CommunityAsync(cancellation);
            if (community is not { } its) return problem!;
            var (json, items) = ReadingBody.Of(rows);
            var raw = Encoding.UTF8.GetBytes(json);
            var incoming = new IncomingRows
            {
                Community = its,
                Account = Account,
                Source = IntakeSource.Rest,
                Name = Name,
                Raw = raw,
                Rows = ReadingRowsJson.Read(raw, Name, MostBytes),
            };
            return await take.RunAsync(incoming, cancellation) is RowsAnswer.Refused refused
                ? Refusals.Of(
                    refused.Faults.Faults.Select(
                        fault => (fault.Line, (string?)fault.Field, (string?)fault.Found, (string?)fault.Expected)),
                    rows,
                    items)
                : new DoorAnswer.Taken();
        }
        catch (DbException failure)
        {
            return new DoorAnswer.Away($"the database is away: {DatabaseFault.Reason(failure)}");
        }
    }

    public async Task<JsonElement?> ReadAsync(string path, CancellationToken cancellation)
    {
        if (path != CommunityApp.SharePath) return null;
        try
        {
            return (await CommunityAsync(cancellation)).Community is { } community
                && await share.RunAsync(community, cancellation) is { } now
                ? JsonSerializer.SerializeToElement(LiveView.ForHouses(now), JsonSerializerOptions.Web)
                : null;
        }
        catch (DbException)
        {
            return null;
        }
    }

    private async Task<(CommunityId? Community, DoorAnswer? Problem)> CommunityAsync(CancellationToken cancellation)
    {
        var all = await communities.ListAsync(cancellation);
        return all.Where(one => code is null || one.Code == code).Select(one => one.Id).ToArray() switch
        {
            [var only] => (only, null),
            [] when code is null => (null, new DoorAnswer.Away("there is no community yet")),
            [] => (null, new DoorAnswer.Unauthorised($"found no community {code}, expected the code of one")),
            var several => (null, new DoorAnswer.Unauthorised(
                $"found {several.Length} communities, expected the code of one as Community in Platform.yaml")),
        };
    }
}

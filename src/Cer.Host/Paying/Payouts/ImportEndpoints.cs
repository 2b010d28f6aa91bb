using System.Security.Cryptography;
using Cer.Exchange.Sepa;
using Cer.Host.Curves;
using Cer.Host.Gateway;
using Cer.Host.Looks;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Looks;
using Cer.Operations.Paying.Payouts;
using Cer.Operations.Ports;
using Cer.Operations.Reconciling;

namespace Cer.Host.Paying.Payouts;

/// <summary>Takes in what the bank sends: pain.002, CAMT.053, or movements as a CSV table.</summary>
internal static class ImportEndpoints
{
    // What a file takes in memory while it is read, in sizes of its body.
    private const int Weight = 6;
    private const int LongestName = 200;

    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/bank").AddEndpointFilter(Answers.TellFaultsAsync);
        group.MapGet("/movements", ListAsync).RequireStaff().LooksAtAll(LookKind.Payments)
            .WithSummary("Movements of the bank that are of no payment, with the payments of GSE that come to them.");
        group.MapPost("/imports", AddAsync).RequireRoles(Role.Administrator, Role.Operator, Role.Accountant)
            .WithMetadata(new BodySize(BankXml.MostBytes))
            .WithSummary("Takes a file of the bank in, whole or not at all; the same file again changes nothing.");
    }

    private static async Task<IResult> ListAsync(
        string community, ICommunityStore communities, IPayoutStore store, GuessParts guess, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var movements = await store.UnmatchedAsync(found, cancellation);
        var likely = await guess.OfAsync(found, movements, cancellation);
        return TypedResults.Ok(movements
            .Select(one => PayoutView.Movement.Of(one, likely.GetValueOrDefault(one.Id) ?? [])).ToArray());
    }

    private static async Task<IResult> AddAsync(
        string community,
        string? dayColumn,
        string? amountColumn,
        string? wordsColumn,
        string? decimalMark,
        string? dayForm,
        string? layout,
        HttpContext context,
        ICommunityStore communities,
        IPayoutStore store,
        IBankLayouts layouts,
        IntakeBodies bodies,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var columns = dayColumn is not null && amountColumn is not null && wordsColumn is not null
            ? LayoutEndpoints.Columns(dayColumn, amountColumn, wordsColumn, decimalMark, dayForm)
            : null;
        if (!string.IsNullOrEmpty(layout))
        {
            if (layout.Length > 60 || await layouts.FindAsync(found, layout, cancellation) is not { } kept)
                return Problems.Bad("Found no such layout, expected the name of one that is kept.");
            columns = kept.Columns;
        }

        using var body = await bodies.ReadAsync(context.Request, BankXml.MostBytes, context.Person(), Weight, cancellation);
        ReadOnlyMemory<byte> raw = body.Raw;
        // A table is one whose columns are named.
        var read = columns is null ? BankXml.Read(raw) : MovementTable.Read(raw, columns);
        var kind = read is BankFile.Report ? "pain.002" : dayColumn is null && columns is null ? "camt.053" : "csv";
        var outcome = await store.ImportAsync(
            found,
            new(kind, NameOf(context.Request), SHA256.HashData(raw.Span), read),
            context.Person().Signature,
            EntryEndpoints.Now(time),
            cancellation);
        return outcome switch
        {
            ImportOutcome.Taken taken => TypedResults.Json(
                new PayoutView.Imported(
                    taken.Import, false, taken.Booked, taken.Rejected, taken.Returned, taken.Unmatched, taken.Known),
                statusCode: StatusCodes.Status201Created),
            ImportOutcome.Again again => TypedResults.Ok(new PayoutView.Imported(again.Import, true, 0, 0, 0, 0, 0)),
            ImportOutcome.Refused refused => Problems.Bad(refused.Sentence),
            _ => throw new NotSupportedException("Found an outcome of an import that is not known."),
        };
    }

    private static string NameOf(HttpRequest request)
    {
        var name = Uri.UnescapeDataString(request.Headers[CurveEndpoints.FileHeader].ToString());
        return name.Length is 0 or > LongestName ? "file" : name;
    }
}

using System.Globalization;
using Cer.Exchange.Sepa;
using Cer.Host.Gateway;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Paying.Payouts;
using Cer.Operations.Ports;
using NodaTime.Text;

namespace Cer.Host.Paying.Payouts;

/// <summary>How banks write their tables: kept per community in versions, tried on a file before it is taken in.</summary>
internal static class LayoutEndpoints
{
    private const int Weight = 6;
    private const int MostShown = 20;
    private const int LongestName = 60;

    public static void MapLayouts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/bank/layouts").AddEndpointFilter(Answers.TellFaultsAsync);
        group.MapGet("", ListAsync).RequireStaff().WithSummary("How banks write their tables of movements: the newest version of each.");
        group.MapPost("", KeepAsync).RequireRoles(Role.Administrator, Role.Accountant)
            .WithSummary("Keeps a layout, or the next version of one.");
        group.MapPost("/check", CheckAsync).RequireRoles(Role.Administrator, Role.Operator, Role.Accountant)
            .WithMetadata(new BodySize(BankXml.MostBytes))
            .WithSummary("Reads a table by columns that are named, and keeps nothing: the first movements, or what is wrong.");
    }

    private static async Task<IResult> ListAsync(
        string community, ICommunityStore communities, IBankLayouts layouts, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        return TypedResults.Ok((await layouts.ListAsync(found, cancellation)).Select(View.Of).ToArray());
    }

    private static async Task<IResult> KeepAsync(
        string community, HttpContext context, ICommunityStore communities, IBankLayouts layouts, TimeProvider time)
    {
        var request = await JsonBody.ReadAsync<Request>(context);
        var name = EntryRequest.Text(request.Name, "name", LongestName);
        var columns = Columns(request.DayColumn, request.AmountColumn, request.WordsColumn, request.DecimalMark, request.DayForm);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var version = await layouts.KeepAsync(
            found, name, columns, context.Person().Signature, EntryEndpoints.Now(time), context.RequestAborted);
        return TypedResults.Json(new { name, version }, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> CheckAsync(
        string community,
        string? dayColumn,
        string? amountColumn,
        string? wordsColumn,
        string? decimalMark,
        string? dayForm,
        HttpContext context,
        ICommunityStore communities,
        IntakeBodies bodies,
        CancellationToken cancellation)
    {
        var columns = Columns(dayColumn, amountColumn, wordsColumn, decimalMark, dayForm);
        if (await communities.FindAsync(community, cancellation) is null) return Problems.NoCommunity;
        using var body = await bodies.ReadAsync(context.Request, BankXml.MostBytes, context.Person(), Weight, cancellation);
        ReadOnlyMemory<byte> raw = body.Raw;
        return MovementTable.Read(raw, columns) switch
        {
            BankFile.Statement statement => TypedResults.Ok(Preview.Of(statement)),
            BankFile.Refused refused => Problems.Bad(refused.Sentence),
            _ => Problems.Bad("Found no table, expected one with movements."),
        };
    }

    /// <exception cref="BadHttpRequestException">They name no columns.</exception>
    internal static MovementColumns Columns(string? day, string? amount, string? words, string? mark, string? form)
    {
        if (!string.IsNullOrEmpty(mark) && mark is not ("," or "."))
            throw new BadHttpRequestException("Found another mark, expected a comma or a point, or none to tell it from each amount.");
        if (!string.IsNullOrEmpty(form) && !MovementColumns.DayForms.Contains(form))
            throw new BadHttpRequestException(
                $"Found another form of days, expected {string.Join('|', MovementColumns.DayForms)}, or none.");
        return new(
            EntryRequest.Text(day, "dayColumn", LongestName),
            EntryRequest.Text(amount, "amountColumn", LongestName),
            EntryRequest.Text(words, "wordsColumn", LongestName))
        {
            DecimalMark = string.IsNullOrEmpty(mark) ? null : mark[0],
            DayForm = string.IsNullOrEmpty(form) ? null : form,
        };
    }

    internal sealed record Request(
        string? Name, string? DayColumn, string? AmountColumn, string? WordsColumn, string? DecimalMark, string? DayForm);

    internal sealed record View(
        string Name,
        int Version,
        string DayColumn,
        string AmountColumn,
        string WordsColumn,
        string? DecimalMark,
        string? DayForm,
        string By,
        string At)
    {
        public static View Of(BankLayout layout) => new(
            layout.Name,
            layout.Version,
            layout.Columns.Day,
            layout.Columns.Amount,
            layout.Columns.Words,
            layout.Columns.DecimalMark?.ToString(CultureInfo.InvariantCulture),
            layout.Columns.DayForm,
            layout.By,
            InstantPattern.General.Format(layout.At));
    }

    /// <summary>What a table would tell.</summary>
    internal sealed record Preview(int Count, decimal InEur, decimal OutEur, Preview.Row[] Rows)
    {
        public static Preview Of(BankFile.Statement statement) => new(
            statement.Movements.Count,
            statement.Movements.Where(one => one.Amount.Cents > 0).Sum(one => one.Amount.Eur),
            statement.Movements.Where(one => one.Amount.Cents < 0).Sum(one => one.Amount.Eur),
            [
                .. statement.Movements.Take(MostShown).Select(one =>
                    new Row(LocalDatePattern.Iso.Format(one.Day), one.Amount.Eur, one.Words)),
            ]);

        internal sealed record Row(string Day, decimal Eur, string? Words);
    }
}

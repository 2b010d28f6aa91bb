using Cer.Host.People;
using Cer.Operations.Paying.Books;

namespace Cer.Host.Mine;

/// <summary>The member's own accounts of years.</summary>
internal static class MineYearEndpoints
{
    public static void MapMineYears(this IEndpointRouteBuilder mine)
    {
        mine.MapGet("/year-accounts", ListAsync).WithSummary("Accounts of years that were handed out to the member, the newest first.");
        mine.MapGet("/year-accounts/{year:int}/{number:int}", PdfAsync).WithSummary("The member's account of a year as PDF.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, SentYears sent)
    {
        if (await OwnProfile.OpenAsync(context) is not { } own) return OwnProfile.Refusal(context);
        var views = new List<MineYearView>();
        foreach (var paper in await own.Read.YearPapersAsync(own.Token, own.Profile, context.RequestAborted))
        {
            var letters = await sent.AllAsync(own.Profile.Community, paper.Year, paper.Number, context.RequestAborted);
            views.Add(MineYearView.Of(paper, Documents.SentView.Of(letters.GetValueOrDefault(paper.Paper))));
        }

        return TypedResults.Ok(views);
    }

    private static async Task<IResult> PdfAsync(HttpContext context, int year, int number)
    {
        if (await OwnProfile.OpenAsync(context) is not { } own) return OwnProfile.Refusal(context);
        return await own.Read.YearPdfAsync(own.Token, own.Profile, year, number, context.RequestAborted) is { } pdf
            ? TypedResults.File(pdf, "application/pdf", FormattableString.Invariant($"conto-{year}-{number}.pdf"))
            : Answers.Problem("Found no such account, expected one of yours.", StatusCodes.Status404NotFound);
    }
}

using Microsoft.AspNetCore.Http.HttpResults;

namespace Cer.Host.Viewing;

/// <summary>Answers to calls that cannot be met, as a sentence.</summary>
internal static class Problems
{
    public static ProblemHttpResult NoCommunity { get; } =
        NotFound("Found no such community, expected the code of one: /api/communities lists them.");

    public static ProblemHttpResult NotFound(string sentence) => TypedResults.Problem(sentence, statusCode: 404);

    public static ProblemHttpResult Bad(string sentence) => TypedResults.Problem(sentence, statusCode: 400);
}

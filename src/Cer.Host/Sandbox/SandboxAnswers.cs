using System.Text.Json.Nodes;

namespace Cer.Host.Sandbox;

/// <summary>Answers of the sandbox, each with the words that say what it is.</summary>
internal static class SandboxAnswers
{
    public static IResult Standing(SandboxPackage package, int status)
    {
        var answer = new JsonObject
        {
            ["key"] = package.Key,
            ["state"] = package.State,
            ["protocol"] = package.State == "pending" ? null : package.Protocol,
            ["takenAt"] = package.TakenAt.UtcDateTime,
            ["reasons"] = package.State == "rejected"
                ? new JsonArray([.. package.Reasons.Select(one => (JsonNode)new JsonObject
                {
                    ["field"] = one.Field,
                    ["code"] = one.Code,
                    ["text"] = one.Text,
                })])
                : new JsonArray(),
        };
        return Of(answer, status);
    }

    public static IResult Problem(int status, string sentence) =>
        Of(new() { ["status"] = status, ["detail"] = sentence }, status, "application/problem+json");

    public static IResult Of(JsonObject answer, int status = 200, string type = "application/json")
    {
        answer["sandbox"] = true;
        answer["notice"] = SandboxWords.Notice;
        return TypedResults.Text(answer.ToJsonString(), type, System.Text.Encoding.UTF8, status);
    }
}

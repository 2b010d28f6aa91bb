using Cer.Operations.Documents;

namespace Cer.Storage.Documents;

/// <summary>Reads the words of the tables of documents and jobs.</summary>
internal static class DocumentColumns
{
    public static DocumentKind Kind(string word) =>
        DocumentWords.TryParse(word, out DocumentKind kind) ? kind : throw Unknown(word);

    public static DocumentLanguage Language(string word) =>
        DocumentWords.TryParse(word, out DocumentLanguage language) ? language : throw Unknown(word);

    public static JobState State(string word) => word switch
    {
        "waiting" => JobState.Waiting,
        "running" => JobState.Running,
        "done" => JobState.Done,
        "cancelled" => JobState.Cancelled,
        "failed" => JobState.Failed,
        _ => throw Unknown(word),
    };

    private static InvalidOperationException Unknown(string word) =>
        new($"Found the word {word} in the database, expected one that this program writes.");
}

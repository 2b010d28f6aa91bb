namespace Cer.Operations.Documents;

/// <summary>The languages that documents are written in.</summary>
public enum DocumentLanguage
{
    Italian,
    English,
}

using Cer.Operations.Documents;

namespace Cer.Operations.Submitting;

/// <summary>Writes the compliance report: the same facts give the same text.</summary>
public interface IComplianceWriter
{
    /// <summary>The whole as HTML without scripts and without anything to be fetched.</summary>
    Task<string> HtmlAsync(ComplianceFacts facts, DocumentLanguage language);
}

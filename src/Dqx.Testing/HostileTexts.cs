using System.Collections.Immutable;

namespace Dqx.Testing;

/// <summary>Texts that data and suites do hold, and that break what pastes them in unescaped.</summary>
internal static class HostileTexts
{
    public static ImmutableArray<string> All { get; } =
    [
        "Größe — 数量 — 🦆 — e\u0301",
        "<script>alert('x')</script>&amp;\"",
        "'; DROP TABLE dqx_runs; --",
        "=cmd|' /C calc'!A0",
        "{{7*7}} ${HOME} %s {0}",
        "\u001b[31mred\u001b[0m\u0007",
        "abc\u202Etxt.exe",
        "line one\r\nSubject: line two\tand a tab",
        "../../etc/passwd",
        "* _bold_ [link](javascript:alert(1)) | cell |",
        new string('x', 5_000),
    ];
}

namespace CuaRl.Core.Pictures;

/// <summary>The looks of all pictures: one place for colours, on light and on dark.</summary>
internal static class PictureStyle
{
    /// <summary>How many colours there are for series.</summary>
    public const int SeriesColours = 8;

    public const string Sheet = """
        text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;fill:#1f2933}
        .paper{fill:#ffffff}.title{font-weight:600}.faint{fill:#66727f}.num{font-variant-numeric:tabular-nums}
        .grid{stroke:#e6eaee;stroke-width:1;fill:none}.axis{stroke:#b6bfc8;stroke-width:1;fill:none}
        .lead{stroke:#cdd4da;stroke-width:1;stroke-dasharray:1 4;fill:none}.mark{stroke:#66727f;stroke-dasharray:4 3;fill:none}
        .stripe{fill:#f5f7f9}.halo{stroke:#ffffff;stroke-width:3;stroke-linejoin:round;paint-order:stroke}
        .run{fill:none;stroke-linecap:round;stroke-linejoin:round}.hollow{fill:#ffffff}.fork{fill:#ffffff;stroke:#66727f}
        .active{stroke:#2563eb}.paused{stroke:#b7791f}.completed{stroke:#15803d}.failed{stroke:#c2272d}.pruned{stroke:#9aa5b1}.other{stroke:#6b46c1}
        .active-fill{fill:#2563eb}.paused-fill{fill:#b7791f}.completed-fill{fill:#15803d}.failed-fill{fill:#c2272d}.pruned-fill{fill:#9aa5b1}.other-fill{fill:#6b46c1}
        .bar{opacity:.55}.link{opacity:.45}
        .rim{stroke:#ffffff;opacity:.85}.act{stroke:#e11d48}.rim,.act{fill:none;stroke-linecap:round;stroke-linejoin:round}.spot{fill:#e11d48}
        .s0{stroke:#2563eb}.s1{stroke:#d9480f}.s2{stroke:#15803d}.s3{stroke:#7c3aed}.s4{stroke:#b7791f}.s5{stroke:#0e7490}.s6{stroke:#be185d}.s7{stroke:#4b5563}
        .t0{fill:#2563eb}.t1{fill:#d9480f}.t2{fill:#15803d}.t3{fill:#7c3aed}.t4{fill:#b7791f}.t5{fill:#0e7490}.t6{fill:#be185d}.t7{fill:#4b5563}
        @media (prefers-color-scheme:dark){
        text{fill:#e4e8ec}.paper{fill:#12171d}.faint{fill:#98a4b0}
        .grid{stroke:#242c35}.axis{stroke:#4a5560}.lead{stroke:#3a444e}.mark{stroke:#98a4b0}
        .stripe{fill:#181f27}.halo{stroke:#12171d}.hollow,.fork{fill:#12171d}.fork{stroke:#98a4b0}
        .active{stroke:#6ea8ff}.paused{stroke:#f0b44c}.completed{stroke:#4cc97a}.failed{stroke:#ff7b72}.pruned{stroke:#6b7783}.other{stroke:#b794f4}
        .active-fill{fill:#6ea8ff}.paused-fill{fill:#f0b44c}.completed-fill{fill:#4cc97a}.failed-fill{fill:#ff7b72}.pruned-fill{fill:#6b7783}.other-fill{fill:#b794f4}
        .s0{stroke:#6ea8ff}.s1{stroke:#ff9d6b}.s2{stroke:#4cc97a}.s3{stroke:#b794f4}.s4{stroke:#f0b44c}.s5{stroke:#4fd1e0}.s6{stroke:#f687b3}.s7{stroke:#a0aec0}
        .t0{fill:#6ea8ff}.t1{fill:#ff9d6b}.t2{fill:#4cc97a}.t3{fill:#b794f4}.t4{fill:#f0b44c}.t5{fill:#4fd1e0}.t6{fill:#f687b3}.t7{fill:#a0aec0}
        }

        """;
}
